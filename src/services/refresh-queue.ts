/** Ranks an agency's open consignments under its capacity, and brings its queue up to date. */
import { createHash } from 'node:crypto';
import { usesCapacity } from '../domain/case-decision.ts';
import { isClaimed } from '../domain/review-case.ts';
import { parseCapacity } from '../ranking/capacity.ts';
import { expectedFinds } from '../ranking/expected-finds.ts';
import { laneOf } from '../ranking/lanes.ts';
import type { Policy } from '../ranking/policy.ts';
import { type Ranking, rankTargets } from '../ranking/rank-targets.ts';
import { isScored, type RankingCandidate } from '../ranking/ranking-candidate.ts';
import { dayOf } from './case-content.ts';
import type { CaseLane, KnownCase, QueueReport, RankedCase } from './case-ports.ts';
import { defaultPolicyName, loadPolicy } from './load-policy.ts';
import type { Ports } from './ports.ts';
import { type OpenConsignment, readKnownCases, readOpenConsignments } from './read-open-consignments.ts';
import type { Store } from './store-ports.ts';
import { isStillSuppressed, writeQueue } from './write-queue.ts';

/** What an agency can examine where nobody has said. */
export const usualCapacity = 'capacity:\n  - examinations: 40\n';

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
 * out until their time is over; those past their cut-off are closed. The seed is drawn once for an agency and kept with every run, so that a run can be made again.
 * @throws `settings-invalid` for a capacity that cannot be read.
 */
export async function refreshQueue(
  ports: Pick<Ports, 'files' | 'folders' | 'clock' | 'secrets'>,
  store: Pick<Store, 'asAgency' | 'people' | 'rankingRuns'>,
  agency: string,
): Promise<RefreshQueueReport> {
  const nowMs = ports.clock.nowMs();
  const scope = { agency, nowMs };
  const capacityText = (await store.people.agencies.find(agency))?.capacity ?? usualCapacity;
  const capacity = parseCapacity(`capacity of ${agency}`, capacityText);
  const policy = await loadPolicy(ports, defaultPolicyName);
  const known = await readKnownCases(store, scope);
  const { open, sealedAway, lookOuts, newestConsignment } = await readOpenConsignments(store, scope);
  const { candidates, aside, taken } = competing(open, known, nowMs);
  const seed = (await store.rankingRuns.seedOf(agency)) ?? drawSeed(ports);
  const ranking = rankTargets({ candidates, capacity, policy, seed, taken, lookOuts });
  const placed = placesOf(ranking, policy);
  const wanted = new Map<string, RankedCase>();
  for (const { content } of open) {
    const at = placed.get(content.reference);
    if (at !== undefined) wanted.set(content.reference, { ...content, ...at });
  }
  const away: Place = { lane: 'green', isTarget: false, place: lastPlace };
  for (const { content } of sealedAway) wanted.set(content.reference, { ...content, ...away });
  const { idOf, ...written } = await writeQueue(store, scope, { wanted, known, aside });
  const report = reportOf(ranking, candidates, policy);
  await store.rankingRuns.add({
    agency,
    atMs: nowMs,
    policy: report.policy,
    capacity: capacityText,
    seed,
    report: { ...report, sealed: sealedCount(open) + sealedAway.length, suppressed: aside.size },
    selections: ranking.ranked.flatMap(({ candidate, source, selectionProbability }) => {
      const caseId = idOf.get(candidate.consignmentId);
      return caseId === undefined ? [] : [{ caseId, source, probability: selectionProbability }];
    }),
  });
  const capacityHash = hashOfCapacity(capacityText);
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

/** Those that compete for capacity, those among them that have their part of it already, and those that are put aside. */
function competing(
  open: readonly OpenConsignment[],
  known: ReadonlyMap<string, KnownCase>,
  nowMs: number,
): {
  readonly candidates: readonly RankingCandidate[];
  readonly taken: ReadonlySet<string>;
  readonly aside: ReadonlySet<string>;
} {
  const taken = new Set<string>();
  const aside = new Set<string>();
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
    }
    if (one?.isTarget === true && isClaimed(one, nowMs)) taken.add(reference);
    candidates.push(candidate);
  }
  return { candidates, taken, aside };
}

type Place = Pick<RankedCase, 'lane' | 'isTarget' | 'place'>;

/** Places do not shift when others come or go, so that a ranking rewrites little. */
function placesOf({ ranked, ineligible }: Ranking, policy: Policy): ReadonlyMap<string, Place> {
  const placed = new Map<string, Place>();
  for (const { candidate, expectedHarm, lane, isSelected } of ranked) {
    const order = policy.orderBy === 'margin' ? candidate.margin : expectedHarm;
    const ordered = isScored(candidate) ? -order : lastPlace;
    placed.set(candidate.consignmentId, {
      lane,
      isTarget: isSelected,
      place: ordered - (isSelected ? targetBonus : 0),
    });
  }
  for (const { candidate } of ineligible) {
    const lane = laneOf(candidate.probability, false, policy);
    placed.set(candidate.consignmentId, { lane, isTarget: false, place: lastPlace - candidate.probability });
  }
  return placed;
}

function reportOf({ ranked, cells }: Ranking, candidates: readonly RankingCandidate[], policy: Policy): QueueReport {
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
  };
}

function drawSeed({ secrets }: Pick<Ports, 'secrets'>): number {
  return Buffer.from(secrets.bytes(4)).readUInt32LE();
}
