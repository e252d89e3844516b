/** How often selections of a source find something, with how sure that is. */

/** What became of the selections of one source. */
export interface SourceCounts {
  readonly selected: number;
  /** Held in time. */
  readonly held: number;
  /** Physically examined with the check for infringements done: what a rate can be learnt from. */
  readonly examined: number;
  readonly found: number;
}

/** A rate as it may be shown. */
export interface HitRate {
  readonly counts: SourceCounts;
  /** Share of the selections that were examined. */
  readonly execution: number;
  /** Found of examined; undefined while too few are examined. */
  readonly rate: number | undefined;
  /** 95% interval of the rate among what was examined (Clopper and Pearson 1934); with nothing found it runs from 0 to an upper bound. */
  readonly interval: readonly [number, number] | undefined;
  /** Rate over all selections if none, or all, of those not examined would have been finds. */
  readonly bounds: readonly [number, number] | undefined;
  /** Whether the rate may be called that of everything that could be selected: a random draw of which enough was carried out. */
  readonly isUnbiased: boolean;
}

/** From which numbers rates are told. */
export interface HitRatePolicy {
  /** Examined selections from which a rate stands by itself; fewer are pooled. */
  readonly leastExamined: number;
  /** Share of a random draw that must be examined. */
  readonly leastExecution: number;
}

/** Returns the rate of a source. */
export function hitRateOf(counts: SourceCounts, source: string, policy: HitRatePolicy): HitRate {
  const { selected, examined, found } = counts;
  const execution = selected === 0 ? 0 : examined / selected;
  const isTold = examined >= policy.leastExamined;
  return {
    counts,
    execution,
    rate: isTold ? found / examined : undefined,
    interval: examined === 0 ? undefined : clopperPearson(found, examined),
    bounds: selected === 0 ? undefined : [found / selected, (found + selected - examined) / selected],
    isUnbiased: source === 'random' && isTold && execution >= policy.leastExecution,
  };
}

/**
 * Pools periods, oldest first, until each pool has so many examined; what is left at the end joins the last pool. Returns the pools as the indices of their periods with their sums.
 */
export function poolPeriods(
  periods: readonly SourceCounts[],
  leastExamined: number,
): { readonly periods: readonly number[]; readonly counts: SourceCounts }[] {
  const pools: { periods: number[]; counts: SourceCounts }[] = [];
  let open: { periods: number[]; counts: SourceCounts } | undefined;
  periods.forEach((counts, index) => {
    open =
      open === undefined
        ? { periods: [index], counts }
        : { periods: [...open.periods, index], counts: sum(open.counts, counts) };
    if (open.counts.examined < leastExamined) return;
    pools.push(open);
    open = undefined;
  });
  const last = pools.at(-1);
  if (open !== undefined) {
    if (last === undefined) pools.push(open);
    else
      pools[pools.length - 1] = { periods: [...last.periods, ...open.periods], counts: sum(last.counts, open.counts) };
  }
  return pools;
}

function sum(a: SourceCounts, b: SourceCounts): SourceCounts {
  return {
    selected: a.selected + b.selected,
    held: a.held + b.held,
    examined: a.examined + b.examined,
    found: a.found + b.found,
  };
}

const tail = 0.025;

/** The exact 95% interval of a binomial share; it holds at least so often, whatever the share is. With nothing found the upper end is 1 − 0.025^(1/n). */
export function clopperPearson(found: number, of: number): readonly [number, number] {
  const low = found === 0 ? 0 : rootOf((share) => 1 - binomialUpTo(found - 1, of, share) - tail);
  const high = found === of ? 1 : rootOf((share) => tail - binomialUpTo(found, of, share));
  return [low, high];
}

/** P(X ≤ count) of a binomial count. */
function binomialUpTo(count: number, of: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return count >= of ? 1 : 0;
  let logChoose = 0;
  let below = 0;
  for (let each = 0; each <= count; each++) {
    if (each > 0) logChoose += Math.log(of - each + 1) - Math.log(each);
    below += Math.exp(logChoose + each * Math.log(share) + (of - each) * Math.log1p(-share));
  }
  return Math.min(1, below);
}

/** Where a rising function passes 0 within (0, 1), by halving. */
function rootOf(rising: (share: number) => number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
