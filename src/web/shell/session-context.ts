/** Who is signed in, for every page. */
import { createContext, useContext } from 'react';
import type { Session } from '../api/contract.ts';

/** The session, beneath whatever needs somebody to be signed in. */
export const SessionContext = createContext<Session | null>(null);

/** A permission of the person's role. */
export type Permission = Session['user']['permissions'][number];

/** Returns the session. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('no session here');
  return session;
}

/** Whether the person's role permits something; the service checks it again. */
export function usePermission(permission: Permission): boolean {
  return useSession().user.permissions.includes(permission);
}
