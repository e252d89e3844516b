/** Chooses targets under capacity: the random slice first, then what officers picked, then the order of harm. */
import { AppError } from '../errors.ts';
import { type Capacity, type CapacityCell, sortIntoCells } from './capacity.ts';
import { drawOf } from './draw.ts';
import { type Harm, harmOf } from './harm.ts';
import { assignLanes, type Lane, strongerLane } from './lanes.ts';
import type { CellChoice, OrderedCandidate, SelectionSource } from './ordered-candidate.ts';
import { type Policy, randomShareOf } from './policy.ts';
import { isScored, type RankingCandidate } from './ranking-candidate.ts';
import type { RuleVerdicts } from './rules/apply-rules.ts';
import { runStream, type StreamReport } from './running-cut-off.ts';
import { type CellSizes, selectionProbability } from './selection-probability.ts';

/** One eligible consignment after ranking. */
export interface RankedCandidate {
  readonly candidate: RankingCandidate;
  readonly harm: Harm;
  readonly expectedHarm: number;
  readonly cell: string;
  readonly lane: Lane;
  readonly isSelected: boolean;
  /** For statistics only; never shown to officers. */
  readonly source: SelectionSource | undefined;
  /** For statistics only; never shown to officers. In [0, 1]. */
  readonly selectionProbability: number;
}

/** Why a consignment could not be selected. */
type IneligibleReason =
  | 'suppressed'
  | 'no capacity line fits'
  | 'past its release cut-off'
  | 'not yet arrived'
  | 'selected earlier';

/** What ranking says. */
export interface Ranking {
  /** Eligible consignments, selected ones first, in order of expected harm. */
  readonly ranked: readonly RankedCandidate[];
  readonly ineligible: readonly { readonly candidate: RankingCandidate; readonly reason: IneligibleReason }[];
  readonly streams: readonly StreamReport[];
  /** Cells that have consignments, with the examinations that each has. */
  readonly cells: readonly { readonly name: string; readonly examinations: number }[];
}

/** What is ranked. */
export interface RankTargetsInput {
  readonly candidates: readonly RankingCandidate[];
  readonly capacity: Capacity;
  readonly policy: Policy;
  readonly seed: number;
  /** Consignments that an officer selected. */
  readonly manual?: ReadonlySet<string>;
  /** Consignments that match a look-out, the most urgent first: they are taken, in that order, as far as the random slice and officers' picks leave room. Not for streams. */
  readonly lookOuts?: readonly string[] | undefined;
  /** Consignments that have their place already, for an officer decided on them or has them in hand: they use up capacity, whatever is left of it. Not for streams. */
  readonly taken?: ReadonlySet<string> | undefined;
  /** What rules say: their matches come after look-outs, and what is suppressed is not selected at all. Selections by rules are not for streams. */
  readonly rules?: Pick<RuleVerdicts, 'selected' | 'lanes' | 'suppressed'> | undefined;
  /** For streams: the moment of ranking, and what was selected before. */
  readonly stream?: { readonly atMs: number; readonly earlier: ReadonlySet<string> };
}

/**
 * Ranks candidates. The result depends on the candidates, not on their order; equal seeds give equal lists; ties go by margin and then id.
 * @throws `refused` where officers selected more than the capacity leaves beside the random slice.
 */
export function rankTargets(input: RankTargetsInput): Ranking {
  const { policy, stream, rules } = input;
  // Sealed goods stand in no draw and no order; whoever ranks learns their number alone.
  const isSealed = ({ consignmentId }: RankingCandidate): boolean => rules?.suppressed.has(consignmentId) === true;
  const sealed = input.candidates.filter(isSealed);
  const free = input.candidates.filter((candidate) => !isSealed(candidate));
  const { cells, without } = sortIntoCells(free, input.capacity);
  const ineligible = [
    ...sealed.map((candidate) => ({ candidate, reason: 'suppressed' as IneligibleReason })),
    ...without.map((candidate) => ({ candidate, reason: 'no capacity line fits' as IneligibleReason })),
  ];
  const chosen: Omit<RankedCandidate, 'lane'>[] = [];
  const streams: StreamReport[] = [];
  for (const cell of cells) {
    const eligible: OrderedCandidate[] = [];
    for (const candidate of cell.candidates) {
      const reason = stream === undefined ? undefined : ineligibleInStream(candidate, stream);
      if (reason !== undefined) ineligible.push({ candidate, reason });
      else eligible.push(withHarm(candidate, policy));
    }
    eligible.sort(compareBy(policy.orderBy));
    const share = randomShareOf(policy, cell.line.channel === '*' ? undefined : cell.line.channel);
    let choice: CellChoice;
    if (stream === undefined)
      choice = chooseInCell(cell, eligible, {
        share,
        seed: input.seed,
        manual: input.manual ?? new Set(),
        lookOuts: input.lookOuts ?? [],
        rules: rules?.selected ?? [],
        taken: input.taken ?? new Set(),
      });
    else {
      const run = runStream({
        cell,
        eligible,
        share,
        seed: input.seed,
        ...stream,
        order: (candidate) => withHarm(candidate, policy),
        compare: compareBy(policy.orderBy),
      });
      choice = run.choice;
      streams.push(run.report);
    }
    for (const ordered of eligible) {
      const { source, probability } = choice.get(ordered.candidate.consignmentId)!;
      chosen.push({
        ...ordered,
        cell: cell.name,
        isSelected: source !== undefined,
        source,
        selectionProbability: probability,
      });
    }
  }
  const lanes = assignLanes(
    chosen.map(({ candidate, isSelected }) => ({
      id: candidate.consignmentId,
      probability: candidate.probability,
      isSelected,
    })),
    policy,
  );
  const byRules = new Set(rules?.selected);
  const ranked: RankedCandidate[] = chosen.map((row, index) => {
    const id = row.candidate.consignmentId;
    // What a rule sends to red and no capacity reaches is looked at on paper at least.
    return { ...row, lane: strongerLane(lanes[index]!, byRules.has(id) ? 'yellow' : rules?.lanes.get(id)) };
  });
  const compare = compareBy(policy.orderBy);
  ranked.sort((a, b) => Number(b.isSelected) - Number(a.isSelected) || compare(a, b));
  return {
    ranked,
    ineligible,
    streams,
    cells: cells.map(({ name, line }) => ({ name, examinations: line.examinations })),
  };
}

function chooseInCell(
  cell: CapacityCell,
  eligible: readonly OrderedCandidate[],
  options: {
    readonly share: number;
    readonly seed: number;
    readonly manual: ReadonlySet<string>;
    readonly lookOuts: readonly string[];
    readonly rules: readonly string[];
    readonly taken: ReadonlySet<string>;
  },
): CellChoice {
  const capacity = cell.line.examinations;
  const manual = eligible.filter(({ candidate }) => options.manual.has(candidate.consignmentId));
  const taken = eligible.filter(({ candidate }) => options.taken.has(candidate.consignmentId));
  const slice = Math.min(options.share * capacity, eligible.length);
  if (manual.length + Math.ceil(slice) > capacity && manual.length > 0) {
    throw new AppError('refused', {
      reason: `${cell.name}: officers selected ${manual.length} of ${capacity} examinations, which leaves no room for the random slice of ${Math.ceil(slice)}`,
    });
  }
  const size = Math.min(eligible.length, Math.floor(slice + drawOf(options.seed, 'slice size', cell.name)));
  const drawn = new Set(
    eligible
      .map(({ candidate }) => ({
        id: candidate.consignmentId,
        draw: drawOf(options.seed, `slice ${cell.name}`, candidate.consignmentId),
      }))
      .sort((a, b) => a.draw - b.draw || (a.id < b.id ? -1 : 1))
      .slice(0, size)
      .map(({ id }) => id),
  );
  const inCell = new Set(eligible.map(({ candidate }) => candidate.consignmentId));
  const lookedOut = new Set(options.lookOuts);
  const matched = [...new Set([...options.lookOuts, ...options.rules])]
    .filter((id) => inCell.has(id) && !options.manual.has(id) && !options.taken.has(id))
    .slice(0, Math.max(0, capacity - Math.ceil(slice) - manual.length - taken.length));
  const picked = new Map<string, SelectionSource>([
    ...matched.map((id) => [id, lookedOut.has(id) ? 'look-out' : 'rule'] as const),
    ...taken.map(({ candidate }) => [candidate.consignmentId, 'manual'] as const),
    ...manual.map(({ candidate }) => [candidate.consignmentId, 'manual'] as const),
  ]);
  const sizes: CellSizes = { eligible: eligible.length, capacity, manual: picked.size, slice };
  let left = capacity - drawn.size - [...picked.keys()].filter((id) => !drawn.has(id)).length;
  let better = 0;
  const choice = new Map<string, { source: SelectionSource | undefined; probability: number }>();
  for (const { candidate } of eligible) {
    const id = candidate.consignmentId;
    const pick = picked.get(id);
    const isOrdered = isScored(candidate);
    // Whatever is not scored comes after all that is, and chance alone may take it.
    const probability =
      pick !== undefined ? 1 : isOrdered ? selectionProbability(sizes, better) : slice / eligible.length;
    if (pick === undefined && isOrdered) better++;
    let source: SelectionSource | undefined;
    if (drawn.has(id)) source = 'random';
    else if (pick !== undefined) source = pick;
    else if (left > 0 && isOrdered) {
      source = 'model';
      left--;
    }
    choice.set(id, { source, probability });
  }
  return choice;
}

function ineligibleInStream(
  candidate: RankingCandidate,
  stream: { readonly atMs: number; readonly earlier: ReadonlySet<string> },
): IneligibleReason | undefined {
  if (stream.earlier.has(candidate.consignmentId)) return 'selected earlier';
  if (candidate.arrivedAtMs > stream.atMs) return 'not yet arrived';
  const { releaseCutOffMs } = candidate;
  return releaseCutOffMs !== undefined && releaseCutOffMs <= stream.atMs ? 'past its release cut-off' : undefined;
}

function withHarm(candidate: RankingCandidate, policy: Policy): OrderedCandidate {
  const harm = harmOf(candidate, policy);
  return { candidate, harm, expectedHarm: candidate.probability * harm.total };
}

function compareBy(orderBy: Policy['orderBy']): (a: OrderedCandidate, b: OrderedCandidate) => number {
  return (a, b) =>
    (orderBy === 'expected-harm' ? b.expectedHarm - a.expectedHarm : 0) ||
    b.candidate.margin - a.candidate.margin ||
    (a.candidate.consignmentId < b.candidate.consignmentId ? -1 : 1);
}
