/** What a process and its work thread say to each other. */
import type { MessagePort } from 'node:worker_threads';
import type { AttemptOutcome, QueuedWork } from '../services/queue-ports.ts';

/** What a work thread begins with. */
export interface WorkThreadStart {
  readonly location: string;
  /** What the process's embedded store shares; undefined for a server, to which the thread connects by itself. */
  readonly shared: MessagePort | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** To the thread. */
export type ToWorkThread =
  | { readonly kind: 'run'; readonly run: number; readonly work: QueuedWork }
  | { readonly kind: 'abort'; readonly run: number }
  | { readonly kind: 'enqueued'; readonly call: number; readonly failure: string | undefined }
  | { readonly kind: 'close' };

/** From the thread. */
export type FromWorkThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly code: string | undefined; readonly message: string }
  | { readonly kind: 'ended'; readonly run: number; readonly outcome: AttemptOutcome }
  | { readonly kind: 'failed'; readonly run: number; readonly message: string }
  | { readonly kind: 'progress'; readonly run: number; readonly done: number; readonly total: number | undefined }
  | { readonly kind: 'log'; readonly run: number; readonly line: string }
  | { readonly kind: 'enqueue'; readonly call: number; readonly work: readonly QueuedWork[] };
