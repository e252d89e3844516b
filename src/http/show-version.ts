/** Versions of rules and policies as the interface shows them. */
import type { z } from 'zod';
import type { Actor } from '../domain/actor.ts';
import type { PolicyDryRun } from '../services/selectivity/dry-run-policy.ts';
import type { RuleDryRun } from '../services/selectivity/dry-run-rule.ts';
import { policyOf } from '../services/selectivity/write-policy.ts';
import { checkRule } from '../services/selectivity/write-rule.ts';
import type { SelectivityVersion } from '../services/selectivity-ports.ts';
import type { policy, rule } from './schemas/selectivity.ts';

/** Returns a version of a rule, with examples of what a dry run that was just made has found. */
export function shownRule(
  one: SelectivityVersion,
  actor: Actor,
  examples: readonly string[] = [],
): z.output<typeof rule> {
  const { rule: text } = checkRule(one.text);
  const { dryRun, flag } = one;
  const report = dryRun?.report as RuleDryRun | undefined;
  return {
    ...shownVersion(one, actor),
    rule: text ?? null,
    dryRun:
      dryRun === undefined || report === undefined
        ? null
        : {
            ...report,
            by: dryRun.by,
            atMs: dryRun.atMs,
            precision: report.precision ?? null,
            interval: pairOf(report.interval),
            examples: [...examples],
          },
    flag: flag === undefined ? null : { ...flag, interval: [...flag.interval] },
  };
}

/** Returns a version of a harm policy. */
export function shownPolicy(one: SelectivityVersion, actor: Actor): z.output<typeof policy> {
  const read = policyOf(one);
  const { dryRun } = one;
  const report = dryRun?.report as PolicyDryRun | undefined;
  return {
    ...shownVersion(one, actor),
    effectiveFrom: read?.effectiveFrom ?? null,
    description: read?.description ?? null,
    dryRun:
      dryRun === undefined || report === undefined
        ? null
        : { ...report, by: dryRun.by, atMs: dryRun.atMs, classes: report.classes.map((each) => ({ ...each })) },
  };
}

function shownVersion(one: SelectivityVersion, actor: Actor) {
  return {
    id: one.id,
    code: one.code,
    version: one.version,
    text: one.text,
    state: one.state,
    isMine: actor.kind === 'person' && actor.id === one.authorId,
    written: one.written,
    approved: one.approved ?? null,
    live: one.live ?? null,
    ended: one.ended ?? null,
  };
}

function pairOf(interval: readonly [number, number] | undefined): [number, number] | null {
  return interval === undefined ? null : [interval[0], interval[1]];
}
