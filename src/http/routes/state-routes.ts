/** How the service stands, for the banner of every page. */
import { reportStatus } from '../../services/report-status.ts';
import { version } from '../../version.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { serviceState } from '../schemas/service.ts';

/** Routes of the service's state. */
export const stateRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/state',
    summary: 'Whether scoring works; while it does not, look-outs, rules and the random slice go on.',
    permission: 'signed-in',
    reply: serviceState,
    handle: async ({ ports, store, queues }) => {
      const { problems } = await reportStatus(ports, store, queues);
      return {
        isOutage: problems.some(({ isOutage }) => isOutage),
        // Counts of all agencies together are nobody's business here.
        problems: problems.map(({ code }) => ({ code, text: stateTexts[code] })),
        version,
      };
    },
  }),
];

const stateTexts: { readonly [code in Awaited<ReturnType<typeof reportStatus>>['problems'][number]['code']]: string } =
  {
    'no-model': 'A stage has no model: its consignments are not scored. Look-outs, rules and the random slice go on.',
    'history-stale':
      'The history is being counted again: new consignments are not scored. Look-outs, rules and the random slice go on.',
    'scores-lost': 'Some consignments have no score. Look-outs, rules and the random slice go on.',
    'work-dead': 'Some work failed for good; whoever operates the service should look at it.',
    'work-late': 'Work is late; scores may be old.',
    'queue-unavailable': 'The queues do not answer; work waits and goes on by itself.',
  };
