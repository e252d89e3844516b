/** Entries of the audit. */

/** An entry of the chain. */
export interface AuditEntry {
  /** 1 for the first, without gaps. */
  readonly sequence: number;
  readonly atMs: number;
  readonly actor: string;
  readonly agency: string;
  readonly action: string;
  readonly subject: string | undefined;
  /** 32 bytes, as the others: SHA-256 over the salt and the text of the payload. */
  readonly payloadHash: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly hash: Uint8Array;
}

/** An entry with what it said. */
export interface AuditRecord extends AuditEntry {
  /** Undefined where it was erased. */
  readonly payload: { readonly salt: Uint8Array /** JSON as it was hashed. */; readonly text: string } | undefined;
}

/** The last entry of the chain. */
export type AuditHead = Pick<AuditEntry, 'sequence' | 'hash' | 'atMs'>;

/** A head that the installation has signed. */
export interface AuditAnchor extends AuditHead {
  readonly anchoredAtMs: number;
  /** Ed25519, 64 bytes, over `anchorBytes`. */
  readonly signature: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** Action of the entries that say which payloads were erased; their own payload, `{ sequences, ground }`, stays. */
export const erasingAction = 'erase-audit-payloads';
