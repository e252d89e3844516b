/** Operations: planning them, who takes part, reports, conflicts and close-out. Lists have routes of their own. */
import { reportingStates } from '../../domain/situation-report.ts';
import type { AgencyView } from '../../services/agency-view-ports.ts';
import { logAccess, purposeOf } from '../../services/log-access.ts';
import type { StoredOperation } from '../../services/operation-ports.ts';
import { briefText } from '../../services/operations/brief-text.ts';
import { closeOutOf } from '../../services/operations/close-out.ts';
import { decideConflict } from '../../services/operations/conflicts.ts';
import { gatherReferral } from '../../services/operations/gather-referral.ts';
import { operationToRead } from '../../services/operations/operation-author.ts';
import { operationDefaults } from '../../services/operations/operation-defaults.ts';
import { advanceOperation, changeOperation, makeOperation } from '../../services/operations/plan-operation.ts';
import { answerInvitation, inviteAgency, reportSituation } from '../../services/operations/take-part.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import * as schemas from '../schemas/operations.ts';
import { casePath } from '../schemas/queue.ts';
import { referral } from '../schemas/referral.ts';
import * as show from '../show-operation.ts';

const mostOperations = 200;

/** Routes of operations. What is not there and what an agency takes no part in get the same answer. */
export const operationRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/operations',
    summary: 'Operations that your agency leads or takes part in, the latest first.',
    permission: 'see-operations',
    reply: schemas.operations,
    handle: async ({ inView }) => {
      const all = await inView(({ operations }) => operations.list(mostOperations));
      return { items: all.map(show.shownItem) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/operation-defaults',
    summary:
      'What a new operation begins with: your last plan, else your offices with minutes for what your capacity says.',
    permission: 'plan-operations',
    reply: schemas.operationDefaultsShown,
    handle: async ({ ports, store, actor, nowMs }) =>
      show.shownDefaults(await operationDefaults(ports, store, { agency: actor.agency, nowMs })),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations',
    summary: 'Make an operation that your agency leads.',
    permission: 'plan-operations',
    body: schemas.makeOperationBody,
    reply: schemas.operation,
    status: 201,
    handle: (context, { body: { contacts, ...given } }) =>
      context.inView(async (view) => shown(context, view, await makeOperation(view, context, given, contacts))),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId',
    summary: 'An operation in full; the ETag is its version.',
    permission: 'see-operations',
    params: schemas.operationPath,
    reply: schemas.operation,
    handle: (context, { params }) =>
      context.inView(async (view) => shown(context, view, await operationToRead(view, params.operationId))),
  }),
  defineRoute({
    method: 'PUT',
    path: '/operations/:operationId',
    summary: 'Change the terms of an operation that your agency leads. If-Match names the version that you read.',
    permission: 'plan-operations',
    params: schemas.operationPath,
    body: schemas.operationTerms,
    reply: schemas.operation,
    handle: (context, { params, body: given }) =>
      context.inView(async (view) => {
        const change = { id: params.operationId, version: context.ifMatch, given };
        return shown(context, view, await changeOperation(view, context, change));
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/state',
    summary: 'Let an operation go on to its next state: running, reporting, closed. If-Match names the version.',
    permission: 'plan-operations',
    params: schemas.operationPath,
    body: schemas.advanceBody,
    reply: schemas.operation,
    handle: (context, { params, body }) =>
      context.inView(async (view) => {
        const step = { id: params.operationId, version: context.ifMatch, to: body.to };
        return shown(context, view, await advanceOperation(view, context, step));
      }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/operations/:operationId/participants',
    summary: 'Invite an agency, with its powers and jurisdiction; your own agency needs no answer.',
    permission: 'plan-operations',
    params: schemas.operationPath,
    body: schemas.inviteBody,
    reply: schemas.participant,
    handle: (context, { params, body }) =>
      context.inView(async (view) => show.shownParticipant(await inviteAgency(view, context, { ...params, ...body }))),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/participation',
    summary: 'Accept or decline for your agency, with its powers and contacts.',
    permission: 'report-operations',
    params: schemas.operationPath,
    body: schemas.answerBody,
    reply: schemas.participant,
    handle: (context, { params, body }) =>
      context.inView(async (view) =>
        show.shownParticipant(await answerInvitation(view, context, { ...params, ...body })),
      ),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/brief',
    summary: 'The brief: scope, window, powers, contacts, shifts and deadlines, as a text.',
    permission: 'see-operations',
    params: schemas.operationPath,
    reply: schemas.brief,
    handle: ({ inView }, { params: { operationId } }) =>
      inView(async (view) => {
        const operation = await operationToRead(view, operationId);
        const participants = await view.operations.participants(operationId);
        const lists = await view.listVersions.list(operationId);
        const list = lists.find(({ sent, recalled }) => sent !== undefined && recalled === undefined);
        return { text: briefText({ operation, participants, list }) };
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/reports',
    summary: 'Situation reports of all participants, and who owes a final one.',
    permission: 'see-operations',
    params: schemas.operationPath,
    reply: schemas.situationReports,
    handle: ({ inView, nowMs }, { params: { operationId } }) =>
      inView(async (view) => {
        const { reportsDueMs } = await operationToRead(view, operationId);
        const reports = await view.operationLog.reports(operationId);
        const participants = await view.operations.participants(operationId);
        const reporting = reportingStates(participants, reports, { reportsDueMs, nowMs });
        return { items: reports.map(show.shownReport), reporting: show.shownReporting(reporting) };
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/reports',
    summary: 'Report what your agency did in a period; a final report ends what it owes.',
    permission: 'report-operations',
    params: schemas.operationPath,
    body: schemas.reportBody,
    reply: schemas.situationReport,
    status: 201,
    handle: (context, { params, body }) =>
      context.inView(async (view) => show.shownReport(await reportSituation(view, context, { ...params, ...body }))),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/conflicts',
    summary: 'Targets that stand on another list too, with the log of decisions.',
    permission: 'see-operations',
    params: schemas.operationPath,
    reply: schemas.operationConflicts,
    handle: ({ inView }, { params: { operationId } }) =>
      inView(async (view) => {
        await operationToRead(view, operationId);
        return { items: (await view.operationLog.conflicts(operationId)).map(show.shownConflict) };
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/conflicts/:conflictId/decision',
    summary: 'Decide who goes on with a target that two lists name.',
    permission: 'plan-operations',
    params: schemas.conflictPath,
    body: schemas.decisionBody,
    reply: schemas.operationConflict,
    handle: (context, { params, body }) =>
      context.inView(async (view) => show.shownConflict(await decideConflict(view, context, { ...params, ...body }))),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/close-out',
    summary:
      'What the list expected and what was found, as it stands; of a closed operation as it was when it was closed.',
    permission: 'see-operations',
    params: schemas.operationPath,
    reply: schemas.closeOut,
    handle: ({ inView, actor, nowMs }, { params: { operationId } }) =>
      inView(async (view) => {
        const operation = await operationToRead(view, operationId);
        // What was kept is of the list of the agency that leads.
        const kept = operation.agency === actor.agency ? operation.closeOut : undefined;
        return show.shownCloseOut(kept ?? (await closeOutOf(view, operation, nowMs)), kept !== undefined);
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/referral',
    summary:
      'Gather a bundle for investigators: what shares a party or the goods with a case, measures, timeline, leads.',
    permission: 'refer-cases',
    params: casePath,
    reply: referral,
    // Every one looks through everything that the agency may see.
    rate: { requests: 20, perMs: 3_600_000 },
    // What is gathered is kept nowhere else.
    isShownOnce: true,
    handle: async (context, { params: { caseId } }) => {
      const { actor, nowMs, inView } = context;
      const reader = { actor, nowMs, purpose: purposeOf(context) };
      const bundle = await inView((view) => gatherReferral(view, reader, caseId));
      await logAccess(context, {
        action: 'export',
        subject: `case:${caseId}`,
        records: [bundle.case.reference, ...bundle.consignments.map(({ reference }) => reference)],
        fields: ['parties', 'goods', 'results'],
      });
      return show.shownReferral(bundle);
    },
  }),
];

async function shown(
  { reply }: Pick<RequestContext, 'reply'>,
  view: Pick<AgencyView, 'operations'>,
  operation: StoredOperation,
) {
  void reply.header('etag', `"${operation.version}"`);
  return show.shownOperation(operation, await view.operations.participants(operation.id));
}
