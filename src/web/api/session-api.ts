/** Signing in and out, and what belongs to the person who is signed in. */
import { ApiProblem } from './api-problem.ts';
import type { CodeSecret, Session, SignIn } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** The session, or null where nobody is signed in. */
export async function readSession(): Promise<Session | null> {
  try {
    return await sendRequest<Session>('GET', '/session');
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Signs in. */
export function signIn(body: SignIn): Promise<Session> {
  return sendRequest('POST', '/session', { body });
}

/** Signs out. */
export function signOut(): Promise<void> {
  return sendRequest('DELETE', '/session');
}

/** Changes the password. */
export function changePassword(password: string, newPassword: string): Promise<void> {
  return sendRequest('POST', '/session/password', { body: { password, newPassword } });
}

/** Asks for a secret to be put into an authenticator; it is shown once. */
export function askCodeSecret(): Promise<CodeSecret> {
  return sendRequest('POST', '/session/code');
}

/** Proves that an authenticator has the secret; from then on signing in asks for its codes. */
export function confirmCode(code: string): Promise<void> {
  return sendRequest('PUT', '/session/code', { body: { code } });
}
