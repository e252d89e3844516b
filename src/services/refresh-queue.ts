/** Ranks an agency's open consignments under its capacity, and brings its queue up to date. */
import { createHash } from 'node:crypto';
import { expectedFinds } from '../ranking/expected-finds.ts';
import { harmOf } from '../ranking/harm.ts';
import { laneOf } from '../ranking/lanes.ts';
import type { Policy } from '../ranking/policy.ts';
import { type Ranking, rankTargets } from '../ranking/rank-targets.ts';
import { isScored, type RankingCandidate } from '../ranking/ranking-candidate.ts';
import type { CaseLane, QueueReport, RankedCase } from './case-ports.ts';
import type { Ports } from './ports.ts';
import { type RankingSituation, readRankingSituation } from './ranking-situation.ts';
import type { OpenConsignment } from './read-open-consignments.ts';
import { readLivePolicy } from './selectivity/live-policy.ts';
import type { Store } from './store-ports.ts';
import { writeQueue } from './write-queue.ts';

/** Targets stand before all others. */
const targetBonus = 1_000_000;
/** Unscored consignments come last. */
const lastPlace = 100_000;

/** What came of a ranking. */
export interface RefreshQueueReport extends QueueReport {
  /** Cases that are new or show something else than before. */
  readonly written: number;
  readonly moved: number;
  readonly closed: number;
}

/**
 * Ranks and writes what differs. Claims and decisions stay: what an officer has decided to examine today, or has in hand, uses up its part of the capacity. Suppressed consignments are left
 * out until their time is over, and those that an officer moved to a lane below red; those past their cut-off are closed. The seed is drawn once for an agency and kept with every run, so that
 * a run can be made again.
 * @throws `settings-invalid` for a capacity or a policy that cannot be read.
 */
export async function refreshQueue(
  ports: Pick<Ports, 'files' | 'folders' | 'clock' | 'secrets'>,
  store: Pick<Store, 'asAgency' | 'people' | 'rankingRuns'>,
  agency: string,
): Promise<RefreshQueueReport> {
  const nowMs = ports.clock.nowMs();
  const scope = { agency, nowMs };
  const policy = await store.asAgency(scope, (view) => readLivePolicy(ports, view));
  const situation = await readRankingSituation(ports, store, scope, [policy]);
  const { open, sealedAway, known, aside, capacityText, input } = situation;
  const ranking = rankTargets({ ...input, policy });
  const placed = placesOf(ranking, situation, policy);
  const wanted = new Map<string, RankedCase>();
  for (const { content } of open) {
    const at = placed.get(content.reference);
    if (at !== undefined) wanted.set(content.reference, { ...content, ...at });
  }
  const away: Place = { lane: 'green', isTarget: false, place: lastPlace };
  for (const { content } of sealedAway) wanted.set(content.reference, { ...content, ...away });
  const { idOf, ...written } = await writeQueue(store, scope, { wanted, known, aside });
  const report = reportOf(ranking, situation, policy);
  await store.rankingRuns.add({
    agency,
    atMs: nowMs,
    policy: report.policy,
    capacity: capacityText,
    seed: input.seed,
    report: {
      ...report,
      sealed: sealedCount(open) + sealedAway.length,
      suppressed: aside.size,
      rerouted: situation.rerouted.size,
      rules: situation.live.rules.map(({ versionId }) => versionId),
    },
    selections: selectionsOf(ranking, situation, idOf),
  });
  const capacityHash = hashOfCapacity(capacityText);
  const { newestConsignment } = situation;
  await store.asAgency(scope, ({ queueRanking }) =>
    queueRanking.keepState({ rankedAtMs: nowMs, report, capacityHash, newestConsignment }),
  );
  return { ...report, ...written };
}

/** Returns 32 bytes by which a capacity is known again. */
export function hashOfCapacity(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

function sealedCount(open: readonly OpenConsignment[]): number {
  return open.filter(({ content }) => content.sealed !== undefined).length;
}

function selectionsOf(
  { ranked }: Ranking,
  { verdicts, live }: RankingSituation,
  idOf: ReadonlyMap<string, number>,
): Parameters<Store['rankingRuns']['add']>[0]['selections'] {
  const versionOf = new Map(live.rules.map(({ id, versionId }) => [id, versionId]));
  return ranked.flatMap(({ candidate: { consignmentId }, source, selectionProbability: probability }) => {
    const caseId = idOf.get(consignmentId);
    const rules = (verdicts.rulesOf.get(consignmentId) ?? []).map((id) => versionOf.get(id)!);
    return caseId === undefined ? [] : [{ caseId, source, probability, rules }];
  });
}

type Place = Pick<RankedCase, 'lane' | 'isTarget' | 'place'>;

/** Places do not shift when others come or go, so that a ranking rewrites little. */
function placesOf(
  { ranked, ineligible }: Ranking,
  { open, rerouted }: RankingSituation,
  policy: Policy,
): ReadonlyMap<string, Place> {
  const placed = new Map<string, Place>();
  const placeOf = (candidate: RankingCandidate, expectedHarm: number): number => {
    if (!isScored(candidate)) return lastPlace;
    return -(policy.orderBy === 'margin' ? candidate.margin : expectedHarm);
  };
  for (const { candidate, expectedHarm, lane, isSelected } of ranked) {
    const place = placeOf(candidate, expectedHarm) - (isSelected ? targetBonus : 0);
    placed.set(candidate.consignmentId, { lane, isTarget: isSelected, place });
  }
  for (const { candidate } of ineligible) {
    const lane = laneOf(candidate.probability, false, policy);
    placed.set(candidate.consignmentId, { lane, isTarget: false, place: lastPlace - candidate.probability });
  }
  for (const { candidate } of open) {
    const lane = rerouted.get(candidate.consignmentId);
    if (lane === undefined) continue;
    const place = placeOf(candidate, candidate.probability * harmOf(candidate, policy).total);
    placed.set(candidate.consignmentId, { lane, isTarget: false, place });
  }
  return placed;
}

function reportOf({ ranked, cells }: Ranking, { input, live }: RankingSituation, policy: Policy): QueueReport {
  const { candidates } = input;
  const targets = ranked.filter(({ isSelected }) => isSelected);
  const lanes: { [lane in CaseLane]: number } = { red: 0, yellow: 0, blue: 0, green: 0 };
  for (const { lane } of ranked) lanes[lane]++;
  const { expected, low, high } = expectedFinds(targets.map(({ candidate }) => candidate.probability));
  return {
    policy: `${policy.name} version ${policy.version}`,
    candidates: candidates.length,
    targets: targets.length,
    capacity: cells.reduce((sum, { examinations }) => sum + examinations, 0),
    expectedFinds: expected,
    expectedFindsLow: low,
    expectedFindsHigh: high,
    lanes,
    unscored: candidates.filter((candidate) => !isScored(candidate)).length,
    unreadableRules: live.unreadable,
  };
}
