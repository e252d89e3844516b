/** Tells how often selections of each source find something, from the cases of a store. */
import { usesCapacity } from '../domain/case-decision.ts';
import type { LabelState } from '../domain/label-life.ts';
import { dayMs } from '../domain/moment.ts';
import type { VersionState } from '../domain/selectivity-version.ts';
import { type HitRate, type HitRatePolicy, hitRateOf, poolPeriods, type SourceCounts } from '../evaluation/hit-rate.ts';
import type { SelectionSource } from '../ranking/ordered-candidate.ts';
import { readRule } from '../ranking/rules/parse-rules.ts';
import { resultOfRecords } from './result-of-records.ts';
import { rulePrecision } from './rule-precision.ts';
import type { KeptSelection } from './selection-ports.ts';
import type { ReroutedLanes } from './selectivity-ports.ts';
import type { Store } from './store-ports.ts';

/** Whose rates, since when, and from which numbers they are told. */
export interface ReadHitRatesInput extends HitRatePolicy {
  readonly agency: string;
  /** Cases that were opened at or after this. */
  readonly sinceMs: number;
  readonly nowMs: number;
  /** State of a label from which a result is a find. */
  readonly countFrom: LabelState;
}

/** Rates where nothing else is asked for: at least 30 examined, and four fifths of the draw carried out. */
export const usualHitRatePolicy: HitRatePolicy = { leastExamined: 30, leastExecution: 0.8 };

/** Months that stand together, as `2026-10`. */
export interface PooledRate extends HitRate {
  readonly from: string;
  readonly to: string;
}

interface Told extends HitRate {
  /** Selections that may still be carried out; they are in no other count. */
  readonly pending: number;
  /** Examined, and the result teaches nothing yet: not checked for infringements, or without a final outcome. */
  readonly undetermined: number;
}

/** The rate of one source. */
interface SourceHitRate extends Told {
  readonly source: SelectionSource;
  readonly pools: readonly PooledRate[];
}

/** The rate of what one version of a rule matched and drew, and rule or chance selected. */
interface RuleHitRate extends Told {
  readonly versionId: number;
  readonly code: string;
  readonly version: number;
  readonly state: VersionState;
  /** Undefined where this program no longer reads the text. */
  readonly precisionFloor: number | undefined;
  readonly isBelowFloor: boolean;
}

/** All rates. */
export interface HitRateReport extends ReadHitRatesInput {
  /** How the figures were made, in words. */
  readonly protocol: string;
  /** From the random slice up. */
  readonly sources: readonly SourceHitRate[];
  readonly rules: readonly RuleHitRate[];
  /** Cases that officers moved to another lane. */
  readonly reroutes: readonly (ReroutedLanes & { readonly count: number })[];
}

const sources: readonly SelectionSource[] = ['random', 'model', 'rule', 'look-out', 'manual'];
const readAtOnce = 1000;
/** A decision that nobody has carried out for so long will not be. */
const pendingMs = 30 * dayMs;

/** Reads the rates of an agency. A selection counts in the month in which its case was opened. */
export async function readHitRates(
  store: Pick<Store, 'selections' | 'asAgency'>,
  input: ReadHitRatesInput,
): Promise<HitRateReport> {
  const { agency, sinceMs, nowMs } = input;
  const bySource = new Map(sources.map((source) => [source, new Tally()]));
  const byRule = new Map<number, Tally>();
  for (let afterId = 0; ; ) {
    const page = await store.selections.list({ agency, sinceMs, afterId, limit: readAtOnce });
    for (const one of page) {
      const fate = fateOf(one, input);
      bySource.get(one.source)!.add(one, fate);
      // What the model, a look-out or an officer chose among the matches says nothing of the rule.
      if (one.source !== 'rule' && one.source !== 'random') continue;
      for (const id of one.rules) {
        const tally = byRule.get(id) ?? new Tally();
        byRule.set(id, tally.add(one, fate));
      }
    }
    if (page.length < readAtOnce) break;
    afterId = page.at(-1)!.caseId;
  }
  const versions = await store.asAgency({ agency, nowMs }, ({ selectivity }) => selectivity.list('rule'));
  return {
    ...input,
    protocol: protocolOf(input),
    sources: sources.map((source) => {
      const tally = bySource.get(source)!;
      return { source, ...tally.told(source, input), pools: tally.pools(source, input) };
    }),
    rules: versions.flatMap(({ id, code, version, state, text }) => {
      const tally = byRule.get(id);
      if (tally === undefined && state !== 'live') return [];
      const read = readRule(text);
      const precisionFloor = 'rule' in read ? read.rule.precisionFloor : undefined;
      const told = (tally ?? new Tally()).told('rule', input);
      const { isBelowFloor } = rulePrecision(told.counts, precisionFloor ?? 0);
      return [{ versionId: id, code, version, state, precisionFloor, isBelowFloor, ...told }];
    }),
    reroutes: await store.selections.reroutes(agency, sinceMs),
  };
}

/** What became of a selection. */
type Fate = 'pending' | 'not-examined' | 'undetermined' | 'found' | 'nothing';

function fateOf({ state, decision, decidedAtMs, execution, results }: KeptSelection, input: ReadHitRatesInput): Fate {
  const isFind = resultOfRecords(results, input.countFrom);
  if (isFind !== undefined) return isFind ? 'found' : 'nothing';
  if (state === 'open' || state === 'claimed' || state === 'suppressed') return 'pending';
  if (execution === 'examined') return 'undetermined';
  const isWaiting = execution === undefined && state === 'decided' && usesCapacity(decision);
  return isWaiting && input.nowMs - (decidedAtMs ?? 0) < pendingMs ? 'pending' : 'not-examined';
}

const none: SourceCounts = { selected: 0, held: 0, examined: 0, found: 0 };

/** Counts by month. */
class Tally {
  private readonly months = new Map<string, SourceCounts>();
  private pending = 0;
  private undetermined = 0;

  add({ openedAtMs, isHeld, execution }: KeptSelection, fate: Fate): this {
    if (fate === 'pending') {
      this.pending++;
      return this;
    }
    if (fate === 'undetermined') this.undetermined++;
    const month = new Date(openedAtMs).toISOString().slice(0, 7);
    const before = this.months.get(month) ?? none;
    const isExamined = fate === 'found' || fate === 'nothing';
    this.months.set(month, {
      selected: before.selected + 1,
      // What was examined was at hand, whether an operator said so or not.
      held: before.held + Number(isHeld || isExamined || execution === 'examined'),
      examined: before.examined + Number(isExamined),
      found: before.found + Number(fate === 'found'),
    });
    return this;
  }

  told(source: string, policy: HitRatePolicy): Told {
    const [all] = poolPeriods([...this.months.values()], Number.POSITIVE_INFINITY);
    const { pending, undetermined } = this;
    return { ...hitRateOf(all?.counts ?? none, source, policy), pending, undetermined };
  }

  pools(source: string, policy: HitRatePolicy): PooledRate[] {
    const months = [...this.months].sort(([a], [b]) => (a < b ? -1 : 1));
    const pools = poolPeriods(
      months.map(([, counts]) => counts),
      policy.leastExamined,
    );
    return pools.map(({ periods, counts }) => ({
      from: months[periods[0]!]![0],
      to: months[periods.at(-1)!]![0],
      ...hitRateOf(counts, source, policy),
    }));
  }
}

function protocolOf({ countFrom, leastExamined, leastExecution }: ReadHitRatesInput): string {
  return [
    'Selections of cases by what selected them last before an officer took or decided them',
    `examined: a result that teaches (a find, or a physical examination with the check for infringements that found nothing); a find counts from the state ${countFrom} on`,
    'rate: found of examined, with the exact 95% interval (Clopper–Pearson); bounds: found of selected if none, or all, of what was not examined had been finds',
    `months are pooled until ${leastExamined} are examined, and no rate stands on fewer`,
    `only the random slice is called unbiased, and only where ${Math.round(leastExecution * 100)}% of it were examined; cells count by their slices, not by their arrivals`,
    'rules: of what a version matched and drew, what rule or chance selected',
  ].join('. ');
}
