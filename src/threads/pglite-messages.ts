/** What a process and its PGlite thread say to each other. */
import type { MessagePort } from 'node:worker_threads';

/**
 * One statement, several statements without parameters, the load of a text by COPY; the session for oneself (`hold`) until it is given back (`free`), so that transactions of
 * several threads do not mix; or the end.
 */
export type PgliteRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'copy'; readonly sql: string; readonly text: string }
  | { readonly id: number; readonly kind: 'hold' }
  | { readonly id: number; readonly kind: 'free' }
  | { readonly id: number; readonly kind: 'close' };

/** Lets another thread ask through a port of its own. It needs no answer: what comes through the port waits there. */
export interface PgliteConnect {
  readonly kind: 'connect';
  readonly port: MessagePort;
}

/** An answer to the request of the same id; id 0 says that the database is open. */
export type PgliteAnswer =
  | { readonly id: number; readonly rows: readonly unknown[]; readonly affectedRows: number }
  | {
      readonly id: number;
      readonly error: {
        readonly message: string;
        readonly code: string | undefined;
        readonly detail: string | undefined;
        readonly constraint: string | undefined;
      };
    };

/** A message of a channel that the session listens to; it answers no request. */
export interface PgliteNotification {
  readonly channel: string;
  readonly payload: string;
}
