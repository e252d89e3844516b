/** Statistics of selection. */
import type { z } from 'zod';
import { dayMs } from '../../domain/moment.ts';
import type { PooledRate } from '../../services/read-hit-rates.ts';
import { readHitRates } from '../../services/read-hit-rates.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { hitRateQuery, hitRates } from '../schemas/statistics.ts';

/** Routes of statistics: sums of your agency, never how one case was selected. */
export const statisticsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/statistics/hit-rates',
    summary:
      'How often selections of each source find something, from the random slice up, with intervals and what was not carried out.',
    permission: 'see-selection-statistics',
    query: hitRateQuery,
    reply: hitRates,
    handle: async ({ store, actor, nowMs }, { query: { days, ...policy } }) => {
      const input = { agency: actor.agency, sinceMs: nowMs - days * dayMs, nowMs, ...policy };
      const { sinceMs, protocol, sources, rules, reroutes } = await readHitRates(store, input);
      return {
        sinceMs,
        protocol,
        sources: sources.map(({ source, pending, undetermined, pools, ...rate }) => ({
          source,
          pending,
          undetermined,
          ...shown(rate),
          pools: pools.map(({ from, to, ...pooled }) => ({ from, to, ...shown(pooled) })),
        })),
        rules: rules.map(({ precisionFloor, ...rule }) => ({
          ...rule,
          ...shown(rule),
          precisionFloor: precisionFloor ?? null,
        })),
        reroutes: reroutes.map((one) => ({ ...one })),
      };
    },
  }),
];

type Shown = Omit<z.output<typeof hitRates>['sources'][number]['pools'][number], 'from' | 'to'>;

function shown({ counts, execution, rate, interval, bounds, isUnbiased }: Omit<PooledRate, 'from' | 'to'>): Shown {
  const pairOf = (pair: readonly [number, number] | undefined): [number, number] | null =>
    pair === undefined ? null : [pair[0], pair[1]];
  return { ...counts, execution, rate: rate ?? null, interval: pairOf(interval), bounds: pairOf(bounds), isUnbiased };
}
