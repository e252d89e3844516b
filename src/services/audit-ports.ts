/** What the use cases need of the audit, in their own words. */
import type { AuditAnchor, AuditHead, AuditRecord } from '../domain/audit-entry.ts';

/** Something that was done, as it is handed to the audit. */
export interface NewAuditEntry {
  readonly atMs: number;
  /** `actorLabel` of who did it, or `system` and `command` where nobody signed in: never a person's name. */
  readonly actor: string;
  /** Agency in whose name it was done, and whose auditor may see it; empty for the installation itself. */
  readonly agency: string;
  /** A verb of the code: `decide-case`, `read-consignment`. At most 64 characters. */
  readonly action: string;
  /** What it was done to, as `KIND:ID` (`case:12`, `consignment:AURELIA/X1`). It stays for good: an opaque name, never one of a person. */
  readonly subject?: string | undefined;
  /** Everything else, as JSON. Personal data belong here and nowhere else: it can be erased. */
  readonly payload: unknown;
}

/** Which entries are looked for; all fields must hold. */
export interface AuditFilter {
  readonly agency?: string | undefined;
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly subject?: string | undefined;
  readonly fromMs?: number | undefined;
  /** Before this. */
  readonly toMs?: number | undefined;
  /** Goes on behind this entry of the page before: newest come first. */
  readonly beforeSequence?: number | undefined;
  readonly limit: number;
}

/** Entries, newest first. */
export interface AuditPage {
  readonly entries: readonly AuditRecord[];
  /** Those that the filter finds on all pages: exact up to 1,000. */
  readonly total: number;
  readonly isTotalExact: boolean;
}

/**
 * What an agency's view has of the audit. Entries are stored right before the view's transaction commits, for the chain has one end and whoever adds to it keeps others waiting
 * until it commits; they are there if and only if what they tell of is. An entry of another agency than the view's is refused.
 */
export interface AgencyAuditPort {
  append(entry: NewAuditEntry): Promise<void>;
  appendMany(entries: readonly NewAuditEntry[]): Promise<void>;
  /** Entries of the view's agency. Those that the view itself appends are not among them yet. */
  find(filter: AuditFilter): Promise<AuditPage>;
}

/** The audit of the whole store. */
export interface AuditPort {
  /** Resolves when the entry is stored; what is handed over at once shares a transaction. */
  append(entry: NewAuditEntry): Promise<void>;
  /** The same, in order and all or none. */
  appendMany(entries: readonly NewAuditEntry[]): Promise<void>;
  find(filter: AuditFilter): Promise<AuditPage>;
  /** Undefined for an empty chain. */
  head(): Promise<AuditHead | undefined>;
  /** The whole chain in order of sequence. */
  readAll(afterSequence?: number): AsyncIterable<readonly AuditRecord[]>;
  /**
   * Erases what entries said; that they stood there stays, and an entry `erase-audit-payloads` says which. Those entries themselves are passed over.
   * Returns how many were erased.
   */
  erasePayloads(erasure: {
    readonly sequences: readonly number[];
    readonly atMs: number;
    readonly actor: string;
    /** Why, without personal data. */
    readonly ground: string;
  }): Promise<number>;
  /** Keeps a copy of a signed head. */
  keepAnchor(anchor: AuditAnchor): Promise<void>;
  /** In order of sequence. */
  anchors(): Promise<readonly AuditAnchor[]>;
}
