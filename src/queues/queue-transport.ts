import type { BackendFactory, QueueOptions } from 'bullmq';

/** What BullMQ is handed as a connection; its type differs from backend to backend. */
// biome-ignore lint/suspicious/noExplicitAny: BullMQ's classes are generic in the backend, and one adapter serves all.
type BullConnection = any;

/** What a transport says of itself. */
export interface TransportDescription {
  readonly transport: string;
  readonly warnings: readonly { readonly text: string; readonly help: string }[];
}

/** A store that BullMQ runs on. */
export interface QueueTransport {
  /** Options of the connection that hands work over; it fails fast. */
  readonly producer: Pick<QueueOptions<BullConnection>, 'connection' | 'prefix'>;
  /** Options of the connection that workers live on; it waits until the transport is back. */
  readonly consumer: Pick<QueueOptions<BullConnection>, 'connection' | 'prefix'>;
  /** Makes BullMQ's backend; undefined is Redis. */
  readonly backend: BackendFactory<never, BullConnection> | undefined;
  /** What it is, and what of its settings a person should change. */
  describe(): Promise<TransportDescription>;
  /** Rejects where the transport does not answer in time. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
