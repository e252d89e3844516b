/** Rules of selectivity: from a draft to the end of each version. */
import { type VersionState, versionStates } from '../../domain/selectivity-version.ts';
import { logAccess } from '../../services/log-access.ts';
import { approveVersion } from '../../services/selectivity/approve-version.ts';
import { dryRunRule } from '../../services/selectivity/dry-run-rule.ts';
import { putVersionLive } from '../../services/selectivity/put-version-live.ts';
import { retireVersion } from '../../services/selectivity/retire-version.ts';
import { checkRule, writeRule } from '../../services/selectivity/write-rule.ts';
import type { SelectivityVersion } from '../../services/selectivity-ports.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { retireBody, rule, ruleCheck, rules, versionPath, versionQuery, versionText } from '../schemas/selectivity.ts';
import { shownRule } from '../show-version.ts';

const endedStates: readonly VersionState[] = ['retired', 'expired'];
/** States of versions that have not ended. */
export const openStates = versionStates.filter((state) => !endedStates.includes(state));

/** Routes of rules. */
export const ruleRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/rules',
    summary:
      'Versions of your agency’s rules, in the order of their precedence; `ended=true` adds those that have ended.',
    permission: 'see-rules',
    query: versionQuery,
    reply: rules,
    handle: async ({ inView, actor }, { query }) => {
      const states = query.ended === 'true' ? versionStates : openStates;
      const all = await inView(({ selectivity }) => selectivity.list('rule', states));
      return { items: all.map((one) => shownRule(one, actor)) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/check',
    summary: 'Say what is wrong with the text of a rule, and where; nothing is kept.',
    permission: 'write-rules',
    body: versionText,
    reply: ruleCheck,
    handle: async (_, { body }) => {
      const { problems } = checkRule(body.text);
      return { isValid: problems.length === 0, problems: [...problems] };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rules',
    summary: 'Write the next version of a rule, as a draft: YAML of one rule without state, author and approval.',
    permission: 'write-rules',
    body: versionText,
    reply: rule,
    status: 201,
    handle: (context, { body }) =>
      context.inView(async (view) => shownRule(await writeRule(view, context, body.text), context.actor)),
  }),
  defineRoute({
    method: 'GET',
    path: '/rules/:versionId',
    summary: 'A version of a rule.',
    permission: 'see-rules',
    params: versionPath,
    reply: rule,
    handle: ({ inView, actor }, { params }) =>
      inView(async ({ selectivity }) => shownRule(await selectivity.get('rule', params.versionId), actor)),
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/:versionId/dry-run',
    summary: 'Try a rule on the last year of your agency’s consignments and their results, and keep what it came to.',
    permission: 'write-rules',
    params: versionPath,
    reply: rule,
    rate: { requests: 6, perMs: 60_000 },
    handle: async (context, { params }) => {
      const { version, examples } = await dryRunRule(context.store, context, params.versionId);
      const criteria = { rule: `${version.code} version ${version.version}` };
      await logAccess(context, { action: 'search', criteria, records: examples });
      return shownRule(version, context.actor, examples);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/:versionId/approval',
    summary: 'Approve a rule that was tried; its author may not.',
    permission: 'approve-rules',
    params: versionPath,
    reply: rule,
    handle: (context, { params }) => changed(context, (view) => approveVersion(view, context, ofRule(params))),
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/:versionId/live',
    summary: 'Put an approved rule live, in the place of the live version of the same rule.',
    permission: 'approve-rules',
    params: versionPath,
    reply: rule,
    handle: (context, { params }) => changed(context, (view) => putVersionLive(view, context, ofRule(params))),
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/:versionId/retirement',
    summary: 'End a version of a rule before its time.',
    permission: 'write-rules',
    params: versionPath,
    body: retireBody,
    reply: rule,
    handle: (context, { params, body }) =>
      changed(context, (view) => retireVersion(view, context, { ...ofRule(params), reason: body.reason })),
  }),
];

function ofRule({ versionId }: { readonly versionId: number }) {
  return { kind: 'rule', id: versionId } as const;
}

async function changed(
  { inView, actor }: RequestContext,
  change: (view: Parameters<Parameters<RequestContext['inView']>[0]>[0]) => Promise<SelectivityVersion>,
) {
  return shownRule(await inView(change), actor);
}
