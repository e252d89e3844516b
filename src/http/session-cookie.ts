/** The cookie that bears the token of a session. */
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Over TLS the name itself forbids that another host or path sets it. */
const secureName = '__Host-touchstone';
const plainName = 'touchstone';

function nameFor({ protocol }: FastifyRequest): string {
  return protocol === 'https' ? secureName : plainName;
}

/** Returns the token of the session that a request bears; undefined where it bears none. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[nameFor(request)];
}

/** Gives a browser the token of its session, out of the reach of scripts and of other sites; no token takes it away. It ends with the browser, or with the session. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
  if (token === undefined) void reply.clearCookie(nameFor(request), options);
  else void reply.setCookie(nameFor(request), token, options);
}
