/** What the use cases need of frozen targets: what was known and shown when a target was decided. */
import type { FrozenContent } from '../domain/frozen-content.ts';

/** A legal hold: an erasure passes by until it ends. */
export interface LegalHold {
  /** Why, without personal data: it stays in the audit. */
  readonly ground: string;
  readonly untilMs: number;
  /** `actorLabel` of who set it, or `command`. */
  readonly setBy: string;
  readonly setAtMs: number;
}

/** A target as it is listed. */
export interface FrozenTarget {
  readonly id: number;
  readonly agency: string;
  readonly caseId: number;
  /** `AGENCY/REFERENCE` of the consignment. */
  readonly reference: string;
  readonly frozenAtMs: number;
  /** SHA-256 of the content's canonical JSON, 32 bytes. */
  readonly contentHash: Uint8Array;
  /** Undefined for none; one whose end has passed holds nothing back. */
  readonly hold: LegalHold | undefined;
  /** When an erasure had to pass by; it is erased once the hold is over. Undefined where none has asked. */
  readonly heldBackSinceMs: number | undefined;
}

/** A target that is not stored yet. */
export interface NewFrozenTarget {
  readonly caseId: number;
  readonly reference: string;
  readonly frozenAtMs: number;
  readonly content: FrozenContent;
  /** Names of the records in it: `AGENCY/REFERENCE` of the consignment, ids of results. */
  readonly records: readonly string[];
}

/** Which targets are listed, the youngest first. */
interface FrozenTargetFilter {
  readonly reference?: string | undefined;
  readonly caseId?: number | undefined;
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** How a target was selected. */
export interface FrozenSelection {
  /** `random`, `model`, `rule` or `manual`; undefined for one that no ranking selected. */
  readonly source: string | undefined;
  readonly probability: number;
  readonly policy: string;
  readonly rankedAtMs: number;
}

/** Frozen targets of an agency's view. */
export interface AgencyFrozenTargetPort {
  /** Stores it with how it was selected, which no view reads. Returns its id. */
  add(target: NewFrozenTarget): Promise<number>;
  list(filter: FrozenTargetFilter): Promise<readonly FrozenTarget[]>;
  /** Undefined for what is not there and for what is another agency's, alike. */
  find(id: number): Promise<(FrozenTarget & { readonly content: FrozenContent }) | undefined>;
  /** Sets a hold in the place of the one that stands, or lifts it; returns whether the target is there. */
  setHold(id: number, hold: LegalHold | undefined): Promise<boolean>;
}

/** Frozen targets of the whole store. */
export interface FrozenTargetPort extends Omit<AgencyFrozenTargetPort, 'add'> {
  /** How a target was selected; undefined for one that no ranking had looked at. */
  selectionOf(id: number): Promise<FrozenSelection | undefined>;
  /** Those that an erasure had to pass by, in order of id. */
  heldBack(): Promise<readonly FrozenTarget[]>;
  /** Erases those that an erasure had to pass by and whose hold is over, with an entry in the audit; returns how many. */
  eraseDue(nowMs: number): Promise<number>;
}
