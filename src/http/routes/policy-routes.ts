/** Harm policies: from a draft to the end of each version. */
import { versionStates } from '../../domain/selectivity-version.ts';
import { defaultPolicyName, loadPolicy, readPolicyText } from '../../services/load-policy.ts';
import { approveVersion } from '../../services/selectivity/approve-version.ts';
import { dryRunPolicy } from '../../services/selectivity/dry-run-policy.ts';
import { readLivePolicy } from '../../services/selectivity/live-policy.ts';
import { putVersionLive } from '../../services/selectivity/put-version-live.ts';
import { retireVersion } from '../../services/selectivity/retire-version.ts';
import { writePolicy } from '../../services/selectivity/write-policy.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { policies, policy, retireBody, versionPath, versionQuery, versionText } from '../schemas/selectivity.ts';
import { shownPolicy } from '../show-version.ts';
import { openStates } from './rule-routes.ts';

/** Routes of harm policies. */
export const policyRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/policies',
    summary: 'Versions of your agency’s harm policy, the one that ranks now, and the one that ships.',
    permission: 'see-rules',
    query: versionQuery,
    reply: policies,
    handle: async ({ inView, actor, ports }, { query }) => {
      const states = query.ended === 'true' ? versionStates : openStates;
      const { all, ranking } = await inView(async (view) => ({
        all: await view.selectivity.list('policy', states),
        ranking: await readLivePolicy(ports, view),
      }));
      const { name, version } = await loadPolicy(ports, defaultPolicyName);
      return {
        items: all.map((one) => shownPolicy(one, actor)),
        ranking: `${ranking.name} version ${ranking.version}`,
        shipped: { name, version, text: await readPolicyText(ports, defaultPolicyName) },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/policies',
    summary: 'Write a version of a harm policy, as a draft: YAML that names its policy and version.',
    permission: 'write-rules',
    body: versionText,
    reply: policy,
    status: 201,
    handle: (context, { body }) =>
      context.inView(async (view) => shownPolicy(await writePolicy(view, context, body.text), context.actor)),
  }),
  defineRoute({
    method: 'GET',
    path: '/policies/:versionId',
    summary: 'A version of a harm policy.',
    permission: 'see-rules',
    params: versionPath,
    reply: policy,
    handle: ({ inView, actor }, { params }) =>
      inView(async ({ selectivity }) => shownPolicy(await selectivity.get('policy', params.versionId), actor)),
  }),
  defineRoute({
    method: 'POST',
    path: '/policies/:versionId/dry-run',
    summary: 'Say what a harm policy would change in the ranking of what is open now, and keep it.',
    permission: 'write-rules',
    params: versionPath,
    reply: policy,
    rate: { requests: 6, perMs: 60_000 },
    handle: async (context, { params }) =>
      shownPolicy(await dryRunPolicy(context.ports, context.store, context, params.versionId), context.actor),
  }),
  defineRoute({
    method: 'POST',
    path: '/policies/:versionId/approval',
    summary: 'Approve a harm policy that was tried; its author may not.',
    permission: 'approve-rules',
    params: versionPath,
    reply: policy,
    handle: ({ inView, ...context }, { params }) =>
      inView(async (view) => shownPolicy(await approveVersion(view, context, ofPolicy(params)), context.actor)),
  }),
  defineRoute({
    method: 'POST',
    path: '/policies/:versionId/live',
    summary: 'Put an approved harm policy live, in the place of the one that is.',
    permission: 'approve-rules',
    params: versionPath,
    reply: policy,
    handle: ({ inView, ...context }, { params }) =>
      inView(async (view) => shownPolicy(await putVersionLive(view, context, ofPolicy(params)), context.actor)),
  }),
  defineRoute({
    method: 'POST',
    path: '/policies/:versionId/retirement',
    summary: 'End a version of a harm policy; without a live one, the policy that ships ranks.',
    permission: 'approve-rules',
    params: versionPath,
    body: retireBody,
    reply: policy,
    handle: ({ inView, ...context }, { params, body }) =>
      inView(async (view) =>
        shownPolicy(await retireVersion(view, context, { ...ofPolicy(params), reason: body.reason }), context.actor),
      ),
  }),
];

function ofPolicy({ versionId }: { readonly versionId: number }) {
  return { kind: 'policy', id: versionId } as const;
}
