/**
 * The chain of the audit. An entry's hash covers the one before it, so that whoever changes, takes out or adds an entry has to write every later one anew; then the head is another one
 * than those that were signed and kept elsewhere. The database makes the same hashes (`audit_append` in migration 0012).
 */
import { createHash } from 'node:crypto';
import { type AuditAnchor, type AuditEntry, type AuditHead, type AuditRecord, erasingAction } from './audit-entry.ts';

/** Bytes of a hash. */
const hashBytes = 32;
/** Stands before the first entry. */
const noHash = new Uint8Array(hashBytes);
/** Faults that are listed; the others are counted. */
const faultsListed = 100;

/** What can be wrong with a chain. */
type AuditFaultKind =
  /** An entry does not say what its hash covers. */
  | 'changed-entry'
  /** A payload or its salt is not what its entry's hash covers. */
  | 'changed-payload'
  /** A payload is gone, and no entry says that it was erased. */
  | 'missing-payload'
  /** Entries are missing before this one. */
  | 'gap'
  /** An entry does not follow the one before it. */
  | 'fork'
  /** A kept anchor says that the chain had been longer. */
  | 'cut-tail'
  /** A kept anchor says that another entry stood here: the chain was written anew. */
  | 'wrong-anchor'
  /** An anchor itself is not what was signed, or not by a key that is trusted. */
  | 'wrong-signature';

/** Something that is wrong, and where. */
export interface AuditFault {
  readonly kind: AuditFaultKind;
  readonly sequence: number;
  readonly reason: string;
}

/** What a check of a chain came to. */
export interface AuditChainReport {
  readonly isIntact: boolean;
  readonly entries: number;
  readonly head: AuditHead | undefined;
  /** Payloads that entries say were erased. */
  readonly erasedPayloads: number;
  readonly anchorsChecked: number;
  /** The first {@link AuditChainReport.faultCount} up to 100. */
  readonly faults: readonly AuditFault[];
  readonly faultCount: number;
}

/** Returns the hash of a payload: SHA-256 over its salt and its text. */
export function auditPayloadHash({ salt, text }: NonNullable<AuditRecord['payload']>): Uint8Array {
  return createHash('sha256').update(salt).update(text, 'utf8').digest();
}

/**
 * Returns the hash of an entry: SHA-256 over `touchstone audit entry 1`, sequence and time as 64-bit big-endian integers, actor, agency, action and subject in UTF-8 behind their
 * 32-bit lengths (-1 for no subject), the hash of the payload, and the hash of the entry before.
 */
export function auditEntryHash(entry: Omit<AuditEntry, 'hash'>): Uint8Array {
  const hash = createHash('sha256').update('touchstone audit entry 1');
  hash.update(int64(entry.sequence)).update(int64(entry.atMs));
  for (const text of [entry.actor, entry.agency, entry.action, entry.subject]) {
    const bytes = text === undefined ? undefined : Buffer.from(text, 'utf8');
    hash.update(int32(bytes?.length ?? -1));
    if (bytes !== undefined) hash.update(bytes);
  }
  return hash.update(entry.payloadHash).update(entry.previousHash).digest();
}

/** Returns the bytes that an anchor's signature covers. */
export function anchorBytes({ sequence, hash, atMs, anchoredAtMs }: Omit<AuditAnchor, 'signature' | 'publicKey'>) {
  const parts = [Buffer.from('touchstone audit head 1'), int64(sequence), int64(atMs), int64(anchoredAtMs), hash];
  return Buffer.concat(parts);
}

/** A check of a chain as its entries are read. */
export interface AuditChainCheck {
  /** Takes the next entry, in order of sequence. */
  take(record: AuditRecord): void;
  /** Ends the chain. */
  finish(): AuditChainReport;
}

/**
 * Starts a check.
 * @param anchors heads that were kept, with signatures that were found good.
 */
export function checkAuditChain(anchors: readonly AuditHead[] = []): AuditChainCheck {
  const faults: AuditFault[] = [];
  let faultCount = 0;
  const fault = (kind: AuditFaultKind, sequence: number, reason: string): void => {
    faultCount++;
    if (faults.length < faultsListed) faults.push({ kind, sequence, reason });
  };
  const waiting = [...anchors].sort((a, b) => a.sequence - b.sequence);
  let nextAnchor = 0;
  let entries = 0;
  let last: AuditEntry | undefined;
  const missing = new Set<number>();
  let erasedPayloads = 0;

  function checkPlace(record: AuditRecord): void {
    const expected = (last?.sequence ?? 0) + 1;
    if (record.sequence > expected) {
      const first =
        expected === record.sequence - 1 ? `entry ${expected} is` : `entries ${expected} to ${record.sequence - 1} are`;
      fault('gap', record.sequence, `${first} missing`);
    } else if (record.sequence < expected) {
      fault('fork', record.sequence, `it comes after entry ${last!.sequence}`);
    } else if (!isSame(record.previousHash, last?.hash ?? noHash)) {
      fault(
        'fork',
        record.sequence,
        last === undefined
          ? 'it names an entry before the first'
          : `it does not follow entry ${last.sequence} as that is now`,
      );
    }
  }

  function checkContent(record: AuditRecord): void {
    if (!isSame(auditEntryHash(record), record.hash))
      fault('changed-entry', record.sequence, 'it does not say what its hash covers');
    if (record.payload === undefined) missing.add(record.sequence);
    else if (!isSame(auditPayloadHash(record.payload), record.payloadHash)) {
      fault('changed-payload', record.sequence, 'its payload is not the one that its hash covers');
    } else if (record.action === erasingAction) {
      for (const sequence of erasedBy(record.payload.text)) if (missing.delete(sequence)) erasedPayloads++;
    }
  }

  function checkAnchors(record: AuditRecord): void {
    for (; nextAnchor < waiting.length && waiting[nextAnchor]!.sequence <= record.sequence; nextAnchor++) {
      const anchor = waiting[nextAnchor]!;
      // One that lies in a gap has been told of.
      if (anchor.sequence === record.sequence && !(isSame(anchor.hash, record.hash) && anchor.atMs === record.atMs)) {
        fault(
          'wrong-anchor',
          record.sequence,
          'another entry stood here when its head was signed: the chain was written anew',
        );
      }
    }
  }

  return {
    take: (record) => {
      entries++;
      checkPlace(record);
      checkContent(record);
      checkAnchors(record);
      last = record;
    },
    finish: () => {
      for (const sequence of missing)
        fault('missing-payload', sequence, 'its payload is gone, and no entry says that it was erased');
      const end = last?.sequence ?? 0;
      for (const anchor of waiting.slice(nextAnchor)) {
        fault('cut-tail', end + 1, `the chain ends with entry ${end}; a signed head names entry ${anchor.sequence}`);
      }
      faults.sort((a, b) => a.sequence - b.sequence);
      const head = last === undefined ? undefined : { sequence: last.sequence, hash: last.hash, atMs: last.atMs };
      return {
        isIntact: faultCount === 0,
        entries,
        head,
        erasedPayloads,
        anchorsChecked: anchors.length,
        faults,
        faultCount,
      };
    },
  };
}

/** Sequences that an entry of {@link erasingAction} names. */
function erasedBy(text: string): readonly number[] {
  const { sequences } = JSON.parse(text) as { readonly sequences?: unknown };
  return Array.isArray(sequences) ? sequences.filter((one) => typeof one === 'number') : [];
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
