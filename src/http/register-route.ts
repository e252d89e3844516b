/** Puts a route on the server, behind its checks. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isPermitted } from '../domain/actor.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from '../services/agency-view-ports.ts';
import type { Authenticated } from './authenticated.ts';
import type { RequestContext, Route, RouteAccess } from './define-route.ts';
import { problem } from './schemas/common.ts';
import type { ServiceMeans } from './service-means.ts';

/** Registers a route beneath the prefix of the interface. */
export function registerRoute(server: FastifyInstance, route: Route, means: ServiceMeans): void {
  const status = route.status ?? (route.reply === undefined ? 204 : 200);
  server.route({
    method: route.method,
    url: route.path,
    ...(route.uploadBytes === undefined ? {} : { bodyLimit: route.uploadBytes }),
    schema: {
      summary: route.summary,
      description: accessText(route.permission),
      tags: [route.path.split('/')[1]!],
      ...(route.params === undefined ? {} : { params: route.params }),
      ...(route.query === undefined ? {} : { querystring: route.query }),
      ...(route.body === undefined ? {} : { body: route.body }),
      response: {
        [status]: route.reply ?? z.undefined(),
        ...(route.reply === undefined || status === 204 ? {} : { 204: z.undefined() }),
        '4xx': problem,
        '5xx': problem,
      },
    },
    config: {
      isShownOnce: route.isShownOnce === true,
      ...(route.rate === undefined ? {} : { rateLimit: { max: route.rate.requests, timeWindow: route.rate.perMs } }),
    },
    onRequest: async (request) => requireAccess(request, route),
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, body: request.body };
      const answer = await route.handle(contextOf(request, reply, means), input as never);
      if (reply.sent) return reply;
      const chosen = answer === undefined ? 204 : status;
      return reply.code(reply.statusCode === 200 ? chosen : reply.statusCode).send(answer);
    },
  });
}

function requireAccess(request: FastifyRequest, route: Route): void {
  if (route.permission === 'everybody') {
    if (isUnsafe(request)) requireOwnPage(request);
    return;
  }
  const { authenticated } = request;
  if (authenticated === undefined) throw new AppError('unauthorised');
  if (authenticated.isByCookie && isUnsafe(request)) requireOwnPage(request);
  if (authenticated.mustChangePassword && route.isBeforePassword !== true) throw new AppError('forbidden');
  if (route.permission !== 'signed-in' && !isPermitted(authenticated.actor, route.permission)) {
    throw new AppError('forbidden');
  }
}

function isUnsafe({ method }: FastifyRequest): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/** A page of another site can make a browser send our cookie, but neither this header nor our own origin. */
function requireOwnPage({ headers }: FastifyRequest): void {
  const { origin, host } = headers;
  const isOwn = origin === undefined || hostOf(origin) === host;
  if (headers['x-touchstone'] !== '1' || !isOwn) throw new AppError('forbidden');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Who asks when a route is open to everybody and nobody is signed in: nobody's agency, so that a view of it is empty. */
const nobody: Authenticated['actor'] = {
  kind: 'key',
  id: 0,
  name: 'nobody',
  agency: '',
  scopes: [],
  operatorId: undefined,
};

function contextOf(request: FastifyRequest, reply: FastifyReply, means: ServiceMeans): RequestContext {
  const actor = request.authenticated?.actor ?? nobody;
  const nowMs = means.ports.clock.nowMs();
  const { 'x-purpose': purpose, 'if-match': ifMatch } = request.headers;
  return {
    ...means,
    actor,
    requestId: request.id,
    nowMs,
    address: request.ip,
    purpose: typeof purpose === 'string' ? purpose.slice(0, 100) : undefined,
    ifMatch: versionOf(ifMatch),
    inView: <T>(use: (view: AgencyView) => Promise<T>) => means.store.asAgency({ agency: actor.agency, nowMs }, use),
    request,
    reply,
  };
}

function versionOf(ifMatch: string | undefined): number | undefined {
  const digits = ifMatch === undefined ? undefined : /^(?:W\/)?"(\d{1,15})"$/.exec(ifMatch)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function accessText(permission: RouteAccess): string {
  if (permission === 'everybody') return 'Open to everybody.';
  return permission === 'signed-in' ? 'For whoever is signed in.' : `Needs the permission ${permission}.`;
}
