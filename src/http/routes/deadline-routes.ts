/** Clocks of procedure of an agency's measures. */
import { listDeadlines, listProcedures } from '../../services/list-deadlines.ts';
import { logAccess } from '../../services/log-access.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { deadlineQuery, deadlines, procedures } from '../schemas/deadlines.ts';

const mostCases = 500;

/** Routes of deadlines. */
export const deadlineRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/procedures',
    summary: 'Procedures of law and calendars of working days that deadlines can be told by.',
    permission: 'see-deadlines',
    reply: procedures,
    handle: ({ ports }) => listProcedures(ports),
  }),
  defineRoute({
    method: 'GET',
    path: '/deadlines',
    summary:
      'Cases that your agency’s measures have begun: next step, dates and what is overdue, the most urgent first.',
    permission: 'see-deadlines',
    query: deadlineQuery,
    reply: deadlines,
    handle: async (context, { query }) => {
      const { inView, ports, actor, nowMs } = context;
      const report = await inView(({ facts }) =>
        listDeadlines(ports, facts.currentRecords(['measure']), { ...query, atMs: nowMs, agency: actor.agency }),
      );
      const found = report.cases.filter(
        ({ office, steps }) =>
          (query.office === undefined || office === query.office) &&
          (query.overdueOnly !== 'true' || steps.some(({ state }) => state === 'overdue')),
      );
      const cases = found.slice(0, mostCases);
      await logAccess(context, {
        action: 'search',
        criteria: { deadlines: query },
        records: cases.map(({ measure }) => measure),
      });
      return {
        ...report,
        isWhole: cases.length === found.length,
        cases: cases.map(({ steps, ...one }) => ({
          ...one,
          office: one.office ?? null,
          iprType: one.iprType ?? null,
          next: one.next ?? null,
          steps: steps.map((step) => ({ ...step, lapse: step.lapse ?? null, dependsOn: [...step.dependsOn] })),
        })),
      };
    },
  }),
];
