/** Target lists of operations: versions, what-if, approval by a second person, sending and recall. */
import { listDifferences } from '../../domain/list-version.ts';
import { logAccess } from '../../services/log-access.ts';
import { keepForExport } from '../../services/operations/keep-for-export.ts';
import { approvedList, listFile } from '../../services/operations/list-file.ts';
import { askWhatIf, makeList } from '../../services/operations/make-list.ts';
import { listToRead, operationToRead } from '../../services/operations/operation-author.ts';
import { approveList, recallList, sendList } from '../../services/operations/pass-list.ts';
import { defineRoute, type Route } from '../define-route.ts';
import * as schemas from '../schemas/operation-lists.ts';
import { operationPath } from '../schemas/operations.ts';
import * as show from '../show-operation.ts';

/** Solving takes a processor for seconds. */
const solvingRate = { requests: 30, perMs: 60_000 };

/** Routes of lists. A list is its agency's own; others get what lies in their jurisdiction, once it is sent. */
export const operationListRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/what-if',
    summary: 'Solve the plan as it stands and with other capacities, such as AU1001:physical:+25%. Nothing is kept.',
    permission: 'plan-operations',
    params: operationPath,
    body: schemas.whatIfBody,
    reply: schemas.whatIf,
    rate: solvingRate,
    handle: async ({ ports, store, ...by }, { params, body }) => {
      const { candidates, now, changed } = await askWhatIf(ports, store, by, { ...params, changes: body.changes });
      return { candidates, now: show.shownFigures(now), changed: show.shownFigures(changed) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/lists',
    summary: "Versions of your agency's list, the latest first.",
    permission: 'see-operations',
    params: operationPath,
    reply: schemas.listVersions,
    handle: ({ inView }, { params: { operationId } }) =>
      inView(async (view) => {
        await operationToRead(view, operationId);
        return { items: (await view.listVersions.list(operationId)).map(show.shownList) };
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/lists',
    summary: 'Choose targets among your open consignments in the scope, and keep them as the next version.',
    permission: 'plan-operations',
    params: operationPath,
    reply: schemas.listVersion,
    status: 201,
    rate: solvingRate,
    handle: async ({ ports, store, ...by }, { params }) =>
      show.shownList(await makeList(ports, store, by, params.operationId)),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/lists/:version',
    summary: "A version of your agency's list with its targets, by office, shift and control.",
    permission: 'see-operations',
    params: schemas.listPath,
    reply: schemas.listInFull,
    handle: ({ inView }, { params: { operationId, version } }) =>
      inView(async (view) => {
        await operationToRead(view, operationId);
        const list = await listToRead(view, operationId, version);
        const targets = await view.listVersions.targets(list.id);
        return { list: show.shownList(list), targets: targets.map(show.shownTarget) };
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/lists/:version/differences',
    summary: 'What a version has that another had not.',
    permission: 'see-operations',
    params: schemas.listPath,
    query: schemas.differencesQuery,
    reply: schemas.listDifferences,
    handle: ({ inView }, { params: { operationId, version }, query: { from } }) =>
      inView(async (view) => {
        await operationToRead(view, operationId);
        const [before, after] = [
          await listToRead(view, operationId, from),
          await listToRead(view, operationId, version),
        ];
        const differences = listDifferences(
          await view.listVersions.targets(before.id),
          await view.listVersions.targets(after.id),
        );
        return show.shownDifferences(differences, { from, to: version });
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/lists/:version/approval',
    summary: 'Approve a list, as somebody other than who made it.',
    permission: 'approve-lists',
    params: schemas.listPath,
    reply: schemas.listVersion,
    handle: async (context, { params }) => show.shownList(await approveList(context.inView, context, params)),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/lists/:version/sending',
    summary: 'Give every other participant what lies in its jurisdiction, as far as handling and agreements let it go.',
    permission: 'plan-operations',
    params: schemas.listPath,
    reply: schemas.listVersion,
    handle: async (context, { params }) => show.shownList(await sendList(context.inView, context, params)),
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/lists/:version/recall',
    summary: 'Take a list back, and what others were given of it.',
    permission: 'plan-operations',
    params: schemas.listPath,
    body: schemas.recallBody,
    reply: schemas.listVersion,
    handle: (context, { params, body }) =>
      context.inView(async (view) => show.shownList(await recallList(view, context, { ...params, ...body }))),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/lists/:version/export',
    summary: 'An approved list as a file (CSV, or one JSON object a line), without scores. Logged with its purpose.',
    permission: 'export-targets',
    params: schemas.listPath,
    query: schemas.exportQuery,
    handle: async (context, { params, query: { format } }) => {
      const { inView, reply } = context;
      const found = await inView((view) => approvedList(view, params));
      await logAccess(context, {
        action: 'export',
        subject: `operation:${params.operationId}`,
        criteria: { list: params.version, format },
        records: found.targets.map(({ reference }) => reference),
        fields: ['goods'],
      });
      const name = `operation-${params.operationId}-list-${params.version}.${format}`;
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(listFile(found, format));
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/operations/:operationId/lists/:version/target-list',
    summary: 'Keep an approved list as one that POST /api/exports makes signed files of; asked again it is the same.',
    permission: 'export-targets',
    params: schemas.listPath,
    reply: schemas.targetList,
    handle: ({ store, ...by }, { params }) => keepForExport(store, by, params),
  }),
  defineRoute({
    method: 'GET',
    path: '/operations/:operationId/deliveries',
    summary: 'What your agency gave, and was given, of lists of an operation; the latest first.',
    permission: 'see-operations',
    params: operationPath,
    reply: schemas.deliveries,
    handle: ({ inView, actor }, { params: { operationId } }) =>
      inView(async (view) => {
        await operationToRead(view, operationId);
        const all = await view.listVersions.deliveries(operationId);
        return { items: all.map((one) => show.shownDelivery(one, actor.agency)) };
      }),
  }),
];
