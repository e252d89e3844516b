/** What a process and its PGlite thread say to each other. */

/** One statement, several statements without parameters, the load of a text by COPY, or the end. */
export type PgliteRequest =
  | { readonly id: number; readonly kind: 'query'; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'script'; readonly sql: string }
  | { readonly id: number; readonly kind: 'copy'; readonly sql: string; readonly text: string }
  | { readonly id: number; readonly kind: 'close' };

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
