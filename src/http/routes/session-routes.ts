/** Signing in and out, one's own password and codes. */
import type { z } from 'zod';
import { permissionsOf } from '../../domain/roles.ts';
import { AppError } from '../../errors.ts';
import { changePassword } from '../../services/change-password.ts';
import { confirmCode, startCode } from '../../services/enrol-code.ts';
import type { SignedIn } from '../../services/read-session.ts';
import { signIn } from '../../services/sign-in.ts';
import { signOut } from '../../services/sign-out.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import * as schemas from '../schemas/session.ts';
import { sessionTokenOf, setSessionCookie } from '../session-cookie.ts';

/** Attempts of one address, whichever accounts they are for. */
const attemptsRate = { requests: 30, perMs: 60_000 } as const;

/** Routes of sessions. */
export const sessionRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/session',
    summary: 'Sign in. Every failure is the same, whatever is wrong.',
    permission: 'everybody',
    body: schemas.signIn,
    reply: schemas.session,
    rate: attemptsRate,
    handle: async ({ ports, store, request, reply }, { body }) => {
      const formerToken = sessionTokenOf(request);
      const { token, signedIn } = await signIn(ports, store, { ...body, code: body.code, formerToken });
      setSessionCookie(request, reply, token);
      return shown(signedIn);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in, and what for.',
    permission: 'signed-in',
    isBeforePassword: true,
    reply: schemas.session,
    handle: async (context) => shown(signedInOf(context)),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out.',
    permission: 'signed-in',
    isBeforePassword: true,
    handle: async (context) => {
      const { ports, store, request, reply } = context;
      await signOut(ports, store, signedInOf(context));
      setSessionCookie(request, reply, undefined);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/session/password',
    summary: 'Change your own password; your other sessions end.',
    permission: 'signed-in',
    isBeforePassword: true,
    body: schemas.changePassword,
    rate: attemptsRate,
    handle: async (context, { body }) => changePassword(context.ports, context.store, signedInOf(context), body),
  }),
  defineRoute({
    method: 'POST',
    path: '/session/code',
    summary: 'Begin with time-based codes: a secret for an authenticator, shown this once.',
    permission: 'signed-in',
    isShownOnce: true,
    reply: schemas.codeSecret,
    handle: async (context) => startCode(context.ports, context.store, signedInOf(context)),
  }),
  defineRoute({
    method: 'PUT',
    path: '/session/code',
    summary: 'Confirm the secret by a code of it; from then on signing in needs one.',
    permission: 'signed-in',
    body: schemas.confirmCode,
    rate: attemptsRate,
    handle: async (context, { body }) => confirmCode(context.ports, context.store, signedInOf(context), body.code),
  }),
];

/** @throws `forbidden` for a machine, which has no session. */
function signedInOf({ request }: Pick<RequestContext, 'request'>): SignedIn {
  const signedIn = request.authenticated?.signedIn;
  if (signedIn === undefined) throw new AppError('forbidden');
  return signedIn;
}

function shown({
  actor,
  displayName,
  mustChangePassword,
  hasCode,
  expiresAtMs,
}: SignedIn): z.output<typeof schemas.session> {
  const { id, name, agency, role } = actor;
  return {
    user: { id, name, displayName, agency, role, permissions: [...permissionsOf[role]] },
    mustChangePassword,
    hasCode,
    expiresAtMs,
  };
}
