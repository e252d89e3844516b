/** Reads what an agency can examine. */
import { type Capacity, parseCapacity } from '../ranking/capacity.ts';
import { usualCapacity } from './ranking-situation.ts';
import type { Store } from './store-ports.ts';

/** A capacity as it was said, and as it counts. */
export interface ReadCapacity {
  /** Text of a capacity file (`src/ranking/capacity.ts`); undefined where nobody has said. */
  readonly text: string | undefined;
  /** Those of the usual capacity where nobody has said. */
  readonly lines: Capacity;
  /** 0 where nobody has said. */
  readonly version: number;
}

/**
 * Returns the capacity of an agency.
 * @throws `settings-invalid` for a text that can no longer be read.
 */
export async function readCapacity({ people }: Pick<Store, 'people'>, agency: string): Promise<ReadCapacity> {
  const { capacity: text, capacityVersion: version = 0 } = (await people.agencies.find(agency)) ?? {};
  return { text, lines: parseCapacity('the capacity', text ?? usualCapacity), version };
}
