/** Says what a version of a harm policy would change in today's ranking, and keeps it. */
import { actorLabel } from '../../domain/actor.ts';
import { requireVersionStep } from '../../domain/selectivity-version.ts';
import { type Policy, parsePolicy } from '../../ranking/policy.ts';
import { type RankedCandidate, type Ranking, rankTargets } from '../../ranking/rank-targets.ts';
import type { CaseAuthor } from '../case-author.ts';
import type { Ports } from '../ports.ts';
import { readRankingSituation } from '../ranking-situation.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';
import type { Store } from '../store-ports.ts';
import { readLivePolicy } from './live-policy.ts';

/** Targets of one class of harm, by the policy of now and by the one that is tried. */
interface HarmClass {
  /** What the policies call the hazard, or `other goods`. */
  readonly name: string;
  readonly targetsNow: number;
  readonly targetsThen: number;
  /** Sum of probability × harm over the targets, each by its own policy. */
  readonly expectedHarmNow: number;
  readonly expectedHarmThen: number;
  readonly expectedFindsNow: number;
  readonly expectedFindsThen: number;
}

/** What would be otherwise. */
export interface PolicyDryRun {
  /** The policy that it was compared with. */
  readonly against: string;
  readonly candidates: number;
  readonly targetsNow: number;
  readonly targetsThen: number;
  /** Targets of both. */
  readonly kept: number;
  readonly expectedFindsNow: number;
  readonly expectedFindsThen: number;
  readonly lanesNow: { readonly [lane: string]: number };
  readonly lanesThen: { readonly [lane: string]: number };
  readonly classes: readonly HarmClass[];
}

/**
 * Ranks what is open now twice, under the same capacity, rules and seed: by the policy of now and by this one.
 * @throws `not-found`, `conflict` for a version that has ended, `settings-invalid`.
 */
export async function dryRunPolicy(
  ports: Pick<Ports, 'files' | 'folders' | 'secrets'>,
  store: Pick<Store, 'asAgency' | 'people' | 'rankingRuns'>,
  { actor, nowMs }: CaseAuthor,
  id: number,
): Promise<SelectivityVersion> {
  const scope = { agency: actor.agency, nowMs };
  const { tried, current } = await store.asAgency(scope, async (view) => {
    const version = await view.selectivity.get('policy', id);
    requireVersionStep(version.state, 'dry-run');
    return { tried: parsePolicy('the policy', version.text), current: await readLivePolicy(ports, view) };
  });
  const { input } = await readRankingSituation(ports, store, scope, [current, tried]);
  const report = comparePolicies(current, tried, (policy) => rankTargets({ ...input, policy }));
  return store.asAgency(scope, async ({ selectivity, audit }) => {
    const { state } = await selectivity.getToChange('policy', id);
    requireVersionStep(state, 'dry-run');
    const by = actorLabel(actor);
    const changed = await selectivity.change(id, {
      state: state === 'draft' ? 'dry-run' : state,
      dryRun: { by, atMs: nowMs, report },
    });
    const { code, version } = changed;
    const payload = { code, version, targets: report.targetsThen, kept: report.kept };
    await audit.append({
      atMs: nowMs,
      actor: by,
      agency: actor.agency,
      action: 'dry-run-policy',
      subject: `policy:${id}`,
      payload,
    });
    return changed;
  });
}

function comparePolicies(now: Policy, then: Policy, rank: (policy: Policy) => Ranking): PolicyDryRun {
  const [before, after] = [rank(now), rank(then)];
  const [old, fresh] = [targetsOf(before), targetsOf(after)];
  const ids = new Set(old.map(({ candidate }) => candidate.consignmentId));
  const names = [...new Set([...old, ...fresh].map(classOf))].sort();
  const of = (targets: readonly RankedCandidate[], name: string) => targets.filter((one) => classOf(one) === name);
  return {
    against: `${now.name} version ${now.version}`,
    candidates: before.ranked.length + before.ineligible.length,
    targetsNow: old.length,
    targetsThen: fresh.length,
    kept: fresh.filter(({ candidate }) => ids.has(candidate.consignmentId)).length,
    expectedFindsNow: findsOf(old),
    expectedFindsThen: findsOf(fresh),
    lanesNow: lanesOf(before),
    lanesThen: lanesOf(after),
    classes: names.map((name) => ({
      name,
      targetsNow: of(old, name).length,
      targetsThen: of(fresh, name).length,
      expectedHarmNow: harmOfAll(of(old, name)),
      expectedHarmThen: harmOfAll(of(fresh, name)),
      expectedFindsNow: findsOf(of(old, name)),
      expectedFindsThen: findsOf(of(fresh, name)),
    })),
  };
}

function targetsOf({ ranked }: Ranking): RankedCandidate[] {
  return ranked.filter(({ isSelected }) => isSelected);
}

function classOf({ harm }: RankedCandidate): string {
  return harm.why ?? 'other goods';
}

function findsOf(targets: readonly RankedCandidate[]): number {
  return targets.reduce((sum, { candidate }) => sum + candidate.probability, 0);
}

function harmOfAll(targets: readonly RankedCandidate[]): number {
  return targets.reduce((sum, { expectedHarm }) => sum + expectedHarm, 0);
}

function lanesOf({ ranked }: Ranking): { [lane: string]: number } {
  const lanes: { [lane: string]: number } = { red: 0, yellow: 0, blue: 0, green: 0 };
  for (const { lane } of ranked) lanes[lane] = (lanes[lane] ?? 0) + 1;
  return lanes;
}
