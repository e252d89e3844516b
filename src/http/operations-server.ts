/** The server for whoever operates Touchstone: whether it lives, whether it is ready, and its figures. */
import Fastify, { type FastifyInstance } from 'fastify';
import type { Ports } from '../services/ports.ts';
import type { QueuePort } from '../services/queue-ports.ts';
import { reportStatus } from '../services/report-status.ts';
import type { Store } from '../services/store-ports.ts';
import { constantTimeEqual } from './constant-time-equal.ts';
import { renderMetrics } from './render-metrics.ts';

/** What the server shows. */
export interface OperationsSetting {
  readonly ports: Pick<Ports, 'clock'>;
  readonly store: Store;
  readonly queues: Pick<QueuePort, 'counts' | 'ping'>;
  /** Opens `/metrics`; undefined keeps it shut. */
  readonly token: string | undefined;
}

/**
 * Returns the server, not yet listening. `/health` and `/ready` are open and say nothing but codes; everything else asks for the token.
 */
export function createOperationsServer({ ports, store, queues, token }: OperationsSetting): FastifyInstance {
  const server = Fastify({ bodyLimit: 1024, logger: false });
  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/health' || request.url === '/ready') return;
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token !== undefined && given !== undefined && constantTimeEqual(given, token)) return;
    return reply.code(401).header('www-authenticate', 'Bearer').send({ code: 'unauthorised' });
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
      return reply.code(isOutage ? 503 : 200).send({ state: isOutage ? 'outage' : 'ready', problems: codes });
    } catch {
      return reply.code(503).send({ state: 'outage', problems: ['store-unusable'] });
    }
  });
  server.get('/metrics', async (_, reply) => {
    const report = await reportStatus(ports, store, queues);
    const text = await renderMetrics(report, await store.scores.bands(), ports.clock.nowMs());
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(text);
  });
  return server;
}
