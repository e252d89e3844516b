/** Inspection capacity: how many consignments each office can examine, by channel and day or shift. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { RankingCandidate } from './ranking-candidate.ts';

const anything = '*';
const eachShift = 'each';

const capacitySchema = z.strictObject({
  capacity: z
    .array(
      z.strictObject({
        /** Office code, or * for all together. */
        office: z.union([z.string(), z.number()]).transform(String).default(anything),
        /** Channel, or * for all together. */
        channel: z.string().default(anything),
        /** One day or shift, `each` for every one apart, or * for all together. */
        shift: z.union([z.string(), z.date().transform((day) => day.toISOString().slice(0, 10))]).default(eachShift),
        examinations: z.int().min(0),
        /** Arrivals expected in the whole shift, for streams. */
        forecastArrivals: z.int().min(1).optional(),
      }),
    )
    .min(1),
});

/** One line of capacity. */
type CapacityLine = z.infer<typeof capacitySchema>['capacity'][number];

/** Lines of capacity; of several that fit a consignment, the first counts. */
export type Capacity = readonly CapacityLine[];

/**
 * Returns the capacity in a YAML text.
 * @throws `settings-invalid` with every problem.
 */
export function parseCapacity(file: string, text: string): Capacity {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = capacitySchema.safeParse(raw);
  if (parsed.success) return parsed.data.capacity;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
  throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
}

/** Candidates that share one capacity. */
export interface CapacityCell {
  readonly name: string;
  readonly line: CapacityLine;
  readonly candidates: readonly RankingCandidate[];
}

/** Sorts candidates into the cells of a capacity; `without` are those that no line fits. */
export function sortIntoCells(
  candidates: readonly RankingCandidate[],
  capacity: Capacity,
): { readonly cells: readonly CapacityCell[]; readonly without: readonly RankingCandidate[] } {
  const byName = new Map<string, { name: string; line: CapacityLine; candidates: RankingCandidate[] }>();
  const without: RankingCandidate[] = [];
  for (const candidate of candidates) {
    const line = capacity.find((known) => fits(known, candidate));
    if (line === undefined) {
      without.push(candidate);
      continue;
    }
    const shift = line.shift === eachShift ? candidate.shift : line.shift;
    const name = `${line.office}|${line.channel}|${shift}`;
    const cell = byName.get(name);
    if (cell === undefined) byName.set(name, { name, line, candidates: [candidate] });
    else cell.candidates.push(candidate);
  }
  const cells = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { cells, without };
}

function fits(line: CapacityLine, candidate: RankingCandidate): boolean {
  const isOffice = line.office === anything || line.office === candidate.office;
  const isChannel = line.channel === anything || line.channel === candidate.channel;
  const isShift = line.shift === anything || line.shift === eachShift || line.shift === candidate.shift;
  return isOffice && isChannel && isShift;
}
