/** What the server needs to make a repeated request do nothing twice. */

/** A request that may be repeated: who makes it, under which key, by which route, and what it says. */
export interface RepeatableRequest {
  /** Label of the actor. */
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  /** SHA-256 of the method, the address and the body, 32 bytes. */
  readonly requestHash: Uint8Array;
  readonly nowMs: number;
}

/**
 * How a request stands: `new` is to be done now; `running` is under way; `done` was answered, and how; `different` used the same key for something else.
 */
export type RepeatState =
  | { readonly state: 'new' | 'running' | 'different' }
  | { readonly state: 'done'; readonly status: number; readonly body: string };

/** Keys of requests, kept for a day. */
export interface IdempotencyPort {
  begin(request: RepeatableRequest): Promise<RepeatState>;
  /** Keeps the answer. */
  finish(request: RepeatableRequest, answer: { readonly status: number; readonly body: string }): Promise<void>;
  /** Forgets a request that failed without effect, so that it may be tried again. */
  abandon(request: RepeatableRequest): Promise<void>;
}
