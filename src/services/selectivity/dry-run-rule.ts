/** Tries a version of a rule on the past of a store, and keeps what it came to. */
import { actorLabel } from '../../domain/actor.ts';
import { dayMs } from '../../domain/moment.ts';
import { requireVersionStep } from '../../domain/selectivity-version.ts';
import type { ViewScope } from '../agency-view-ports.ts';
import type { CaseAuthor } from '../case-author.ts';
import { resultOfRecords } from '../result-of-records.ts';
import { type RulePrecision, rulePrecision } from '../rule-precision.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';
import type { Store } from '../store-ports.ts';
import { matchRules } from './match-rules.ts';
import { checkedRule } from './rule-of-version.ts';

/** What a rule would have done. */
export interface RuleDryRun extends RulePrecision {
  /** Consignments that became known after this. */
  readonly sinceMs: number;
  /** Consignments of that time that were looked at, those with a result, and those with a find. */
  readonly consignments: number;
  readonly allExamined: number;
  readonly allFound: number;
  /** False where there were more than one dry run looks at: the youngest were. */
  readonly isWhole: boolean;
  /** Consignments that the condition matches, before the draw of its percentage. */
  readonly matched: number;
  /** Of these, those that the percentage leaves to be selected, as expected. */
  readonly expectedSelected: number;
}

/** A version that was tried. */
export interface TriedRule {
  readonly version: SelectivityVersion;
  /** References of some matches, the youngest first. They are shown and not kept: an erasure would not reach them. */
  readonly examples: readonly string[];
}

const days = 365;
const readAtOnce = 1000;
/** So that a dry run ends within a minute. */
const mostConsignments = 50_000;
const shownExamples = 5;

/**
 * Matches the rule with the consignments of the last year, whatever its state and dates, page by page, each in a transaction of its own. The results come from goods that somebody chose to examine,
 * so the precision is no rate of all matches.
 * @throws `not-found`, `conflict` for a version that has ended, `settings-invalid` for a text that this program no longer reads.
 */
export async function dryRunRule(
  store: Pick<Store, 'asAgency'>,
  { actor, nowMs }: CaseAuthor,
  id: number,
): Promise<TriedRule> {
  const scope: ViewScope = { agency: actor.agency, nowMs };
  const version = await store.asAgency(scope, ({ selectivity }) => selectivity.get('rule', id));
  requireVersionStep(version.state, 'dry-run');
  const rule = checkedRule(version);
  const sinceMs = nowMs - days * dayMs;
  let consignments = 0;
  let [allExamined, allFound, matched, examined, found] = [0, 0, 0, 0, 0];
  let isWhole = true;
  const examples: string[] = [];
  for (let beforeId = Number.MAX_SAFE_INTEGER; ; ) {
    const { page, matches } = await store.asAgency(scope, async (view) => {
      const past = await view.selectivity.past({ sinceMs, beforeId, limit: readAtOnce });
      return { page: past, matches: new Set((await matchRules(view, [rule], past))[0]) };
    });
    for (const { reference, results } of page) {
      const isFind = resultOfRecords(results);
      consignments++;
      if (isFind !== undefined) allExamined++;
      if (isFind === true) allFound++;
      if (!matches.has(reference)) continue;
      matched++;
      if (isFind !== undefined) examined++;
      if (isFind === true) found++;
      if (examples.length < shownExamples) examples.push(reference);
    }
    if (page.length < readAtOnce) break;
    if (consignments >= mostConsignments) {
      isWhole = false;
      break;
    }
    beforeId = page.at(-1)!.consignmentId;
  }
  const report: RuleDryRun = {
    sinceMs,
    consignments,
    allExamined,
    allFound,
    isWhole,
    matched,
    expectedSelected: (matched * rule.select) / 100,
    ...rulePrecision({ examined, found }, rule.precisionFloor),
  };
  const tried = await store.asAgency(scope, async ({ selectivity, audit }) => {
    const { state } = await selectivity.getToChange('rule', id);
    requireVersionStep(state, 'dry-run');
    const by = actorLabel(actor);
    const changed = await selectivity.change(id, {
      state: state === 'draft' ? 'dry-run' : state,
      dryRun: { by, atMs: nowMs, report },
    });
    const payload = { code: changed.code, version: changed.version, matched, examined, found };
    await audit.append({
      atMs: nowMs,
      actor: by,
      agency: actor.agency,
      action: 'dry-run-rule',
      subject: `rule:${id}`,
      payload,
    });
    return changed;
  });
  return { version: tried, examples };
}
