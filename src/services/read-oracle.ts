/** Reads what the maker of a simulated world knows of its items; see docs/simulator.md. */
import { AppError } from '../errors.ts';
import { readTextLines } from '../formats/read-text-lines.ts';
import { splitCsvRecord } from '../formats/split-csv-line.ts';
import type { Ports } from './ports.ts';

/** The truth about one item, for judging only. */
export interface OracleItem {
  readonly isInfringing: boolean;
  /** Log odds of infringement from what can be observed and the maker's own rates. */
  readonly margin: number;
}

const needed = ['id', 'infringing', 'oracleMargin'] as const;

/**
 * Returns the oracle's items by id.
 * @throws `not-found`, `usage` for a file that is no oracle's.
 */
export async function readOracle(ports: Pick<Ports, 'files'>, path: string): Promise<ReadonlyMap<string, OracleItem>> {
  const items = new Map<string, OracleItem>();
  let places: readonly number[] | undefined;
  for await (const { lines } of readTextLines({ name: path, open: () => ports.files.open(path) }, 'utf-8')) {
    for (const line of lines) {
      if (line === '') continue;
      const fields = splitCsvRecord(line, ',') ?? [];
      if (places === undefined) {
        places = needed.map((name) => fields.indexOf(name));
        if (places.includes(-1)) {
          throw new AppError('usage', { reason: `${path} is no oracle's file: its header lacks ${needed.join(', ')}` });
        }
        continue;
      }
      const [id, infringing, margin] = places.map((place) => fields[place]);
      const isUnusable = id === undefined || id === '' || items.has(id);
      const isNumber = margin !== undefined && margin !== '' && Number.isFinite(Number(margin));
      if (isUnusable || !isNumber || (infringing !== '0' && infringing !== '1')) {
        throw new AppError('usage', { reason: `${path} has a line that is no oracle's: ${line.slice(0, 100)}` });
      }
      items.set(id, { isInfringing: infringing === '1', margin: Number(margin) });
    }
  }
  return items;
}
