/** Another person, or nobody, is signed in. */
import type { QueryClient } from '@tanstack/react-query';
import type { Session } from '../api/contract.ts';
import { forgetQueue } from '../pages/queue/queue-memory.ts';

/** Sets the session and forgets whatever the person before had read. */
export function replaceSession(client: QueryClient, session: Session | null): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  forgetQueue();
  client.setQueryData(['session'], session);
}
