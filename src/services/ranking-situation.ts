/** Reads everything that the ranking of an agency's queue depends on. */
import { usesCapacity } from '../domain/case-decision.ts';
import { isClaimed } from '../domain/review-case.ts';
import { type Capacity, parseCapacity } from '../ranking/capacity.ts';
import type { Policy } from '../ranking/policy.ts';
import type { RankTargetsInput } from '../ranking/rank-targets.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import type { ViewScope } from './agency-view-ports.ts';
import { dayOf } from './case-content.ts';
import type { CaseLane, KnownCase } from './case-ports.ts';
import type { Ports } from './ports.ts';
import {
  type OpenConsignment,
  type OpenConsignments,
  readKnownCases,
  readOpenConsignments,
} from './read-open-consignments.ts';
import { type LiveRules, readLiveRules } from './selectivity/live-rules.ts';
import type { Store } from './store-ports.ts';
import { isStillSuppressed } from './write-queue.ts';

/** What an agency can examine where nobody has said. */
export const usualCapacity = 'capacity:\n  - examinations: 40\n';

/** Everything but the policy. */
export interface RankingSituation extends OpenConsignments {
  readonly capacityText: string;
  readonly known: ReadonlyMap<string, KnownCase>;
  /** Open consignments that are put aside; their cases stay. */
  readonly aside: ReadonlySet<string>;
  /** Lanes below red that officers gave: what bears one does not compete. */
  readonly rerouted: ReadonlyMap<string, CaseLane>;
  readonly live: LiveRules;
  readonly input: Omit<RankTargetsInput, 'policy'>;
}

/**
 * Reads it, in transactions of its own. The seed is drawn once for an agency and then kept.
 * @param policies those that are going to rank: what none of them asks for is not looked for.
 * @throws `settings-invalid` for a capacity that cannot be read.
 */
export async function readRankingSituation(
  ports: Pick<Ports, 'secrets'>,
  store: Pick<Store, 'asAgency' | 'people' | 'rankingRuns'>,
  scope: ViewScope,
  policies: readonly Policy[],
): Promise<RankingSituation> {
  const { agency, nowMs } = scope;
  const capacityText = (await store.people.agencies.find(agency))?.capacity ?? usualCapacity;
  const capacity: Capacity = parseCapacity(`capacity of ${agency}`, capacityText);
  const seed = (await store.rankingRuns.seedOf(agency)) ?? drawSeed(ports);
  const live = await store.asAgency(scope, (view) => readLiveRules(view, dayOf(nowMs)));
  const known = await readKnownCases(store, scope);
  const found = await readOpenConsignments(store, scope, { rules: live.rules, seed, policies });
  const { candidates, aside, taken, rerouted } = competing(found.open, known, nowMs);
  const rules = { ...found.verdicts, suppressed: new Set<string>() };
  return {
    ...found,
    capacityText,
    known,
    aside,
    rerouted,
    live,
    input: { candidates, capacity, seed, taken, lookOuts: found.lookOuts, rules },
  };
}

/** Those that compete for capacity, those among them that have their part of it already, and those that do not compete. */
function competing(open: readonly OpenConsignment[], known: ReadonlyMap<string, KnownCase>, nowMs: number) {
  const taken = new Set<string>();
  const aside = new Set<string>();
  const rerouted = new Map<string, CaseLane>();
  const candidates: RankingCandidate[] = [];
  for (const { candidate } of open) {
    const { consignmentId: reference } = candidate;
    const one = known.get(reference);
    if (one?.state === 'suppressed' && isStillSuppressed(one, nowMs)) {
      aside.add(reference);
      continue;
    }
    if (one?.state === 'decided' || one?.state === 'examined') {
      const isToday = one.decidedAtMs !== undefined && dayOf(one.decidedAtMs) === dayOf(nowMs);
      if (!usesCapacity(one.decision) || !isToday) continue;
      taken.add(reference);
    } else if (one?.reroutedLane !== undefined) {
      if (one.reroutedLane !== 'red') {
        rerouted.set(reference, one.reroutedLane);
        continue;
      }
      taken.add(reference);
    }
    if (one?.isTarget === true && isClaimed(one, nowMs)) taken.add(reference);
    candidates.push(candidate);
  }
  return { candidates, taken, aside, rerouted };
}

function drawSeed({ secrets }: Pick<Ports, 'secrets'>): number {
  return Buffer.from(secrets.bytes(4)).readUInt32LE();
}
