/** The service's HTTP server: every route with its check, its rate, its description and its problems; and the pages. */
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import type { Queue } from 'bullmq';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { isPermitted } from '../domain/actor.ts';
import { installationAgency } from '../domain/agency.ts';
import { AppError } from '../errors.ts';
import type { Authenticate, Authenticated } from './authenticated.ts';
import type { Route } from './define-route.ts';
import { describeInterface } from './describe-interface.ts';
import { eventHubOf } from './event-hub.ts';
import { problemOf } from './problem.ts';
import { registerRoute } from './register-route.ts';
import { repeatOnce } from './repeat-once.ts';
import { requireSoundInput } from './require-sound-input.ts';
import { serveBoard } from './serve-board.ts';
import { servePages } from './serve-pages.ts';
import type { ServiceMeans } from './service-means.ts';

/** What the server is made of. */
export interface ServiceSetting {
  readonly means: ServiceMeans;
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  /** Folder of the built pages; undefined serves none. */
  readonly pagesFolder: string | undefined;
  /** Requests an actor, or an address without one, may make in a minute. */
  readonly requestsPerMinute?: number;
  /** Addresses of proxies whose X-Forwarded-… headers count. */
  readonly trustedProxies?: readonly string[];
  /** BullMQ's queues, which administrators of the installation see on a board; undefined or empty serves none. */
  readonly board?: readonly Queue[];
}

/** Bytes of a JSON body. */
const bodyBytes = 1_048_576;
const usualRequestsPerMinute = 1200;
/** A machine may post two hundred consignments a second. */
const keyRequestsPerMinute = 12_000;

declare module 'fastify' {
  interface FastifyRequest {
    authenticated: Authenticated | undefined;
  }
}

/** Returns the server, not yet listening. */
export async function createServiceServer(setting: ServiceSetting): Promise<FastifyInstance> {
  const { means, authenticate } = setting;
  const { log } = means.ports;
  const server = Fastify({
    bodyLimit: bodyBytes,
    // A connection that sends slowly is not held open for ever.
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 200 },
    logger: false,
    ...(setting.trustedProxies?.length ? { trustProxy: [...setting.trustedProxies] } : {}),
    genReqId: () => globalThis.crypto.randomUUID(),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.decorateRequest('authenticated', undefined);
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      const name = error instanceof Error ? error.name : 'unknown';
      const message = error instanceof Error ? error.message : String(error);
      log.error('request-failed', { requestId: request.id, route: request.routeOptions.url, name, message });
    }
    return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
  });
  await server.register(fastifyCookie);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    // Behind no TLS this would lock a browser out of the installation; a proxy that has TLS sets it.
    strictTransportSecurity: false,
  });
  server.addHook('onRequest', async (request) => {
    request.authenticated = await authenticate(request);
  });
  await server.register(fastifyRateLimit, {
    max: ({ authenticated }) =>
      setting.requestsPerMinute ??
      (authenticated?.actor.kind === 'key' ? keyRequestsPerMinute : usualRequestsPerMinute),
    timeWindow: 60_000,
    keyGenerator: ({ authenticated, ip }) =>
      authenticated === undefined ? `address:${ip}` : `${authenticated.actor.kind}:${authenticated.actor.id}`,
    errorResponseBuilder: (_, { ttl }) => new AppError('rate-limited', { seconds: Math.ceil(ttl / 1000) }),
  });
  server.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  });
  server.addHook('preValidation', async (request) => requireSoundInput([request.body, request.query, request.params]));
  repeatOnce(server, means);
  server.addContentTypeParser('application/octet-stream', (_, payload, done) => done(null, payload));
  await describeInterface(server);
  await server.register(
    async (api) => {
      for (const route of setting.routes) registerRoute(api, route, means);
    },
    { prefix: '/api' },
  );
  if (setting.board?.length) {
    await serveBoard(server, { path: '/api/board', queues: setting.board, door: boardDoor });
  }
  server.addHook('preClose', async () => eventHubOf(means).close());
  await servePages(server, setting.pagesFolder);
  return server;
}

/** Work of all agencies stands on the board: it is for those who administer the installation itself. */
function boardDoor({ authenticated, method }: FastifyRequest): AppError | undefined {
  if (authenticated === undefined) return new AppError('unauthorised');
  const { actor, mustChangePassword } = authenticated;
  const isOpen = isPermitted(actor, 'change-agencies') && actor.agency === installationAgency && !mustChangePassword;
  // It shows and changes nothing, whatever a page of another site makes a browser send.
  return isOpen && method === 'GET' ? undefined : new AppError('forbidden');
}
