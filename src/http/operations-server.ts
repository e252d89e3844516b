/** The server for whoever operates Touchstone: whether it lives, whether it is ready, and its figures. */
import type { Queue } from 'bullmq';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Ports } from '../services/ports.ts';
import type { QueuePort } from '../services/queue-ports.ts';
import { reportStatus, selectionsInOutage } from '../services/report-status.ts';
import type { Store } from '../services/store-ports.ts';
import { constantTimeEqual } from './constant-time-equal.ts';
import { renderMetrics } from './render-metrics.ts';
import { serveBoard } from './serve-board.ts';

/** What the server shows. */
export interface OperationsSetting {
  readonly ports: Pick<Ports, 'clock'>;
  readonly store: Store;
  readonly queues: Pick<QueuePort, 'counts' | 'ping'>;
  /** Opens `/metrics`; undefined keeps it shut. */
  readonly token: string | undefined;
  /** BullMQ's queues, which the board shows and does not change. */
  readonly board: readonly Queue[];
}

/**
 * Returns the server, not yet listening. `/health` and `/ready` are open and say nothing but codes; `/metrics` and `/board` ask for the token, as a bearer's or as
 * the password of a browser.
 */
export function createOperationsServer({ ports, store, queues, token, board }: OperationsSetting): FastifyInstance {
  const server = Fastify({ bodyLimit: 1024, logger: false });
  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/health' || request.url === '/ready') return;
    const given = givenToken(request.headers.authorization ?? '');
    if (token !== undefined && given !== undefined && constantTimeEqual(given, token)) return;
    return reply.code(401).header('www-authenticate', 'Basic realm="touchstone"').send({ code: 'unauthorised' });
  });
  // What failed stays inside: a stack trace tells strangers too much.
  server.setErrorHandler((_, __, reply) => reply.code(500).send({ code: 'internal' }));
  server.setNotFoundHandler((_, reply) => reply.code(404).send({ code: 'not-found' }));
  server.get('/health', async () => ({ state: 'alive' }));
  server.get('/ready', async (_, reply) => {
    try {
      const { problems } = await reportStatus(ports, store, queues);
      const codes = [...new Set(problems.map(({ code }) => code))];
      const isOutage = problems.some((problem) => problem.isOutage);
      if (!isOutage) return reply.code(200).send({ state: 'ready', problems: codes });
      return reply.code(503).send({ state: 'outage', problems: codes, goesOn: selectionsInOutage });
    } catch {
      return reply.code(503).send({ state: 'outage', problems: ['store-unusable'] });
    }
  });
  server.get('/metrics', async (_, reply) => {
    const report = await reportStatus(ports, store, queues);
    const text = await renderMetrics(report, await store.scores.bands(), ports.clock.nowMs());
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  server.register(async (instance) => serveBoard(instance, { path: '/board', queues: board }));
  return server;
}

/** The token of a header: a bearer's, or the password of a browser, whose user name does not matter. */
function givenToken(authorization: string): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (bearer !== undefined) return bearer;
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  return basic === undefined ? undefined : /^[^:]*:(.*)$/.exec(Buffer.from(basic, 'base64').toString())?.[1];
}
