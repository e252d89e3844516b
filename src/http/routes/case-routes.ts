/** Cases: what officers read and do. */
import { AppError } from '../../errors.ts';
import { addNote as addCaseNote } from '../../services/add-note.ts';
import { attachFile as attachCaseFile, attachmentBytes } from '../../services/attach-file.ts';
import { caseToRead, requireUnsealed } from '../../services/case-author.ts';
import type { ReviewCase } from '../../services/case-ports.ts';
import { claimCase as claimNamedCase } from '../../services/claim-case.ts';
import { decideCase } from '../../services/decide-case.ts';
import { freezeTarget } from '../../services/freeze-target.ts';
import { heartbeatClaim } from '../../services/heartbeat-claim.ts';
import { loadCaseResults } from '../../services/load-case-results.ts';
import { logAccess } from '../../services/log-access.ts';
import { modelsOf } from '../../services/model-memory.ts';
import { readCase } from '../../services/read-case.ts';
import { recordCaseExamination } from '../../services/record-case-examination.ts';
import { releaseClaim } from '../../services/release-claim.ts';
import { rerouteCase as rerouteNamedCase } from '../../services/reroute-case.ts';
import { suppressCase as suppressNamedCase } from '../../services/suppress-case.ts';
import { undoDecision } from '../../services/undo-decision.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { readUpload } from '../read-upload.ts';
import {
  addNote,
  attachFile,
  attachment,
  attachmentPath,
  caseDetail,
  casePath,
  claimCase,
  decide,
  note,
  queueItem,
  recordExamination,
  rerouteCase,
  suppressCase,
} from '../schemas/queue.ts';
import { shownAttachment, shownInFull, shownInQueue } from '../show-case.ts';

/** Routes of cases. What is not there and what is another agency's get the same answer. */
export const caseRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/cases/:caseId',
    summary: 'A case with everything that its page shows. The reading is logged with its purpose.',
    permission: 'see-queue',
    params: casePath,
    reply: caseDetail,
    handle: async (context, { params }) => {
      const { actor, nowMs, ports, inView } = context;
      const full = await inView((view) => readCase(view, { actor, nowMs }, params.caseId, modelsOf(ports)));
      await logAccess(context, {
        action: 'read-consignment',
        subject: `case:${full.case.id}`,
        records: [full.case.reference],
        fields: full.isWithheld ? [] : ['parties', 'goods', 'prices', 'results', 'scores'],
      });
      void context.reply.header('etag', `"${full.case.version}"`);
      return shownInFull(full, actor, nowMs);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/claim',
    summary: 'Take a case; from another officer with a reason, by those who may.',
    permission: 'claim-cases',
    params: casePath,
    body: claimCase,
    reply: queueItem,
    handle: async (context, { params: { caseId }, body }) => {
      const { actor, nowMs, inView } = context;
      const input = { caseId, stealReason: body.stealReason };
      return answer(
        context,
        await inView((view) => claimNamedCase(view, { actor, nowMs }, input, context.ports.caseRules)),
      );
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/heartbeat',
    summary: 'Keep a claim alive.',
    permission: 'claim-cases',
    params: casePath,
    reply: queueItem,
    handle: async (context, { params }) => {
      const { actor, nowMs, inView } = context;
      return answer(
        context,
        await inView((view) => heartbeatClaim(view, { actor, nowMs }, params.caseId, context.ports.caseRules)),
      );
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/release',
    summary: 'Give a case back to the queue.',
    permission: 'claim-cases',
    params: casePath,
    reply: queueItem,
    handle: async (context, { params }) => {
      const { actor, nowMs, inView } = context;
      return answer(context, await inView((view) => releaseClaim(view, { actor, nowMs }, params.caseId)));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/decision',
    summary: 'Decide a case that you have in hand. If-Match names the version that you read.',
    permission: 'decide-cases',
    params: casePath,
    body: decide,
    reply: queueItem,
    handle: async (context, { params, body }) => {
      const { actor, nowMs, inView, ifMatch, ports } = context;
      const input = {
        caseId: params.caseId,
        decision: body.decision,
        reason: body.reason,
        note: body.note,
        operatorId: body.operatorId,
        suppressUntilMs: body.suppressUntilMs,
        version: ifMatch,
      };
      const means = { rules: ports.caseRules, secrets: ports.secrets, freeze: freezeTarget(modelsOf(ports)) };
      return answer(context, await inView((view) => decideCase(view, { actor, nowMs }, input, means)));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/undo',
    summary: 'Take a decision back, until its hold or release has been sent.',
    permission: 'decide-cases',
    params: casePath,
    reply: queueItem,
    handle: async (context, { params }) => {
      const { actor, nowMs, inView, ifMatch: version } = context;
      const input = { caseId: params.caseId, version };
      return answer(
        context,
        await inView((view) => undoDecision(view, { actor, nowMs }, input, context.ports.caseRules)),
      );
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/lane',
    summary:
      'Give a case another lane, with a reason; rankings leave it there. If-Match names the version that you read.',
    permission: 'decide-cases',
    params: casePath,
    body: rerouteCase,
    reply: queueItem,
    handle: async (context, { params, body }) => {
      const { actor, nowMs, inView, ifMatch: version } = context;
      const input = { caseId: params.caseId, ...body, version };
      return answer(context, await inView((view) => rerouteNamedCase(view, { actor, nowMs }, input)));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/suppression',
    summary: 'Put a case aside until a moment.',
    permission: 'suppress-cases',
    params: casePath,
    body: suppressCase,
    reply: queueItem,
    handle: async (context, { params, body }) => {
      const { actor, nowMs, inView, ifMatch: version } = context;
      const input = { caseId: params.caseId, ...body, version };
      return answer(context, await inView((view) => suppressNamedCase(view, { actor, nowMs }, input)));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/examination',
    summary: 'Record what became of the decision, and the result; the next ranking learns from it.',
    permission: 'record-examinations',
    params: casePath,
    body: recordExamination,
    reply: queueItem,
    handle: async (context, { params: { caseId }, body }) => {
      const { actor, nowMs, inView, ports, store } = context;
      const input = {
        caseId,
        execution: body.execution,
        executionReason: body.executionReason,
        control: body.control,
        depth: body.depth,
        iprChecked: body.iprChecked,
        outcome: body.outcome,
        iprType: body.iprType,
        brand: body.brand,
        itemNumber: body.itemNumber,
        articlesCount: body.articlesCount,
        note: body.note,
      };
      const changed = await inView((view) => recordCaseExamination(view, { actor, nowMs }, input));
      // What cannot be taken in just now waits, and is taken in with what comes next.
      await loadCaseResults(ports, store).catch((error: unknown) =>
        ports.log.warn('result-waits', { case: caseId, message: error instanceof Error ? error.message : '' }),
      );
      return answer(context, changed);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/notes',
    summary: 'Write a note.',
    permission: 'write-notes',
    params: casePath,
    body: addNote,
    reply: note,
    status: 201,
    handle: ({ actor, nowMs, inView }, { params, body }) =>
      inView((view) => addCaseNote(view, { actor, nowMs }, params.caseId, body.text)),
  }),
  defineRoute({
    method: 'POST',
    path: '/cases/:caseId/attachments',
    summary: 'Attach a file, sent as it is (application/octet-stream), of up to 10 MB.',
    permission: 'write-notes',
    params: casePath,
    query: attachFile,
    reply: attachment,
    status: 201,
    uploadBytes: attachmentBytes,
    handle: async ({ actor, nowMs, inView, request }, { params, query }) => {
      const bytes = await readUpload(request.body, attachmentBytes);
      const input = { caseId: params.caseId, ...query, bytes };
      return shownAttachment(await inView((view) => attachCaseFile(view, { actor, nowMs }, input)));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/cases/:caseId/attachments/:attachmentId',
    summary: 'A file that is attached. The export is logged.',
    permission: 'see-queue',
    params: attachmentPath,
    handle: async (context, { params: { caseId, attachmentId } }) => {
      const file = await context.inView(async (view) => {
        requireUnsealed(await caseToRead(view, caseId), context.actor);
        return view.cases.attachment(caseId, attachmentId);
      });
      if (file === undefined) throw new AppError('not-found', { what: 'attachment', name: attachmentId });
      await logAccess(context, { action: 'export', subject: `case:${caseId}`, criteria: { attachment: attachmentId } });
      return context.reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .serializer((bytes: unknown) => bytes as string)
        .send(Buffer.from(file.bytes));
    },
  }),
];

function answer({ actor, nowMs, reply }: RequestContext, one: ReviewCase) {
  void reply.header('etag', `"${one.version}"`);
  return shownInQueue(one, actor, nowMs);
}
