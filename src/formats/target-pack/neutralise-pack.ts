/** Makes every text of a pack safe before any writer sees it. */
import type { TargetPack } from '../../domain/target-pack.ts';
import { neutraliseText } from '../neutralise-text.ts';

/** Deeper than a pack is. */
const mostDepth = 12;

/** Returns the pack with every text neutralised; its targets are made safe as they are read. */
export function neutralisePack({ targets, ...rest }: TargetPack): TargetPack {
  return {
    ...neutralised(rest),
    targets: {
      async *[Symbol.asyncIterator]() {
        for await (const target of targets) yield neutralised(target);
      },
    },
  };
}

function neutralised<T>(value: T, depth = 0): T {
  if (typeof value === 'string') return neutraliseText(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > mostDepth) throw new RangeError('a pack is not that deep');
  if (Array.isArray(value)) return value.map((one) => neutralised(one, depth + 1)) as T;
  const safe: { [key: string]: unknown } = {};
  for (const key in value) safe[key] = neutralised(value[key], depth + 1);
  return safe as T;
}
