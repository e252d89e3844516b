/** What the use cases need of files of targets that a store makes and keeps for a while. */
import type { Audience } from '../domain/audience.ts';

/** An export that was asked for. */
export interface NewPackExport {
  readonly listId: number;
  readonly format: string;
  readonly audience: Audience;
  readonly rightHolder: string | undefined;
  readonly purpose: string;
  readonly gateway: string | undefined;
  /** `actorLabel` of who asked. */
  readonly askedBy: string;
  readonly askedAtMs: number;
}

/** States of an export; `expired` has lost its bytes. */
type PackExportState = 'waiting' | 'ready' | 'failed' | 'expired';

/** An export as it is kept. */
export interface PackExport extends NewPackExport {
  readonly id: number;
  readonly agency: string;
  readonly state: PackExportState;
  readonly failure: string | undefined;
  readonly madeAtMs: number | undefined;
  readonly expiresAtMs: number | undefined;
  /** As `src/services/target-packs/manifest.ts` gives it. */
  readonly manifest: unknown;
}

/** What was made. */
interface MadePackExport {
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  readonly manifest: unknown;
  /** As `src/services/target-packs/sent-list.ts` gives it. */
  readonly sent: unknown;
  readonly bytes: Uint8Array;
}

/** Exports of the agency of a view. */
export interface AgencyPackExportPort {
  add(asked: NewPackExport): Promise<number>;
  find(id: number): Promise<PackExport | undefined>;
  /** Undefined where there are none, or none any more. */
  bytesOf(id: number): Promise<Uint8Array | undefined>;
}

/** Exports of the whole store. */
export interface PackExportPort {
  /** @throws `not-found`. */
  get(id: number): Promise<PackExport>;
  /** What was sent; undefined for an export that is not made. @throws `not-found`. */
  sentOf(id: number): Promise<unknown>;
  finish(id: number, made: MadePackExport): Promise<void>;
  fail(id: number, failure: string): Promise<void>;
  /** Takes away the bytes of what has expired; returns of how many. */
  expire(nowMs: number): Promise<number>;
}
