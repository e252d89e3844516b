/** Makes a repeated POST do nothing twice: the answer to the first is given again. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorLabel } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import type { RepeatableRequest } from '../services/idempotency-ports.ts';
import { problemOf } from './problem.ts';
import type { ServiceMeans } from './service-means.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while the first of a request that may be repeated is answered. */
    repeatable: RepeatableRequest | undefined;
  }
  interface FastifyContextConfig {
    /** The reply bears a secret, which is kept nowhere. */
    isShownOnce?: boolean;
  }
}

/** Answers that are kept: what failed in the server, by its rates or for want of signing in may be tried again. */
const isFinal = (status: number): boolean => status < 500 && status !== 429 && status !== 401;

/**
 * Lets a POST that bears an `Idempotency-Key` be done once for its actor and route. The answer is kept before it goes out. A key whose first request is under way is refused as
 * `conflict`, one that was used for another request as `usage`.
 */
export function repeatOnce(server: FastifyInstance, { store, ports }: Pick<ServiceMeans, 'store' | 'ports'>): void {
  server.decorateRequest('repeatable', undefined);
  server.addHook('preHandler', async (request, reply) => {
    const repeatable = repeatableOf(request, ports.clock.nowMs());
    if (repeatable === undefined) return;
    const known = await store.idempotency.begin(repeatable);
    if (known.state === 'done') {
      const type = known.status >= 400 ? 'application/problem+json' : 'application/json';
      void reply.code(known.status).header('idempotency-replayed', 'true').serializer(String);
      return known.status === 204 ? reply.send() : reply.type(type).send(known.body);
    }
    if (known.state === 'running') throw new AppError('conflict', { reason: 'the same request is under way' });
    if (known.state === 'different') {
      throw new AppError('usage', { reason: 'this Idempotency-Key was used for another request' });
    }
    request.repeatable = repeatable;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    const { repeatable } = request;
    if (repeatable === undefined) return payload;
    request.repeatable = undefined;
    const isKept =
      isFinal(reply.statusCode) && (payload === undefined || payload === null || typeof payload === 'string');
    if (isKept) await store.idempotency.finish(repeatable, keptAnswer(request, reply, payload ?? ''));
    else await store.idempotency.abandon(repeatable);
    return payload;
  });
}

/** The answer as it goes out; of one with a secret, that it was given. */
function keptAnswer(request: FastifyRequest, { statusCode }: FastifyReply, body: string) {
  if (request.routeOptions.config.isShownOnce !== true || statusCode >= 400) return { status: statusCode, body };
  const reason = 'this was done before, and its secret was shown then';
  const { status, ...rest } = problemOf(new AppError('conflict', { reason }), request.id);
  return { status, body: JSON.stringify({ status, ...rest }) };
}

function repeatableOf(request: FastifyRequest, nowMs: number): RepeatableRequest | undefined {
  const key = request.headers['idempotency-key'];
  const actor = request.authenticated?.actor;
  // A file is recognised by its own bytes when it is taken in.
  if (key === undefined || actor === undefined || request.method !== 'POST' || isStream(request.body)) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) {
    throw new AppError('usage', { reason: 'Idempotency-Key takes 8 to 200 visible ASCII characters' });
  }
  const said = JSON.stringify([request.url, request.body ?? null, request.headers['if-match'] ?? null]);
  return {
    actor: actorLabel(actor),
    key,
    route: `POST ${request.routeOptions.url ?? ''}`,
    requestHash: createHash('sha256').update(said).digest(),
    nowMs,
  };
}

function isStream(body: unknown): boolean {
  return body !== null && typeof body === 'object' && 'pipe' in body;
}
