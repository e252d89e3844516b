/** Chains of audit entries, as a store would hold them. */
import { createHash } from 'node:crypto';
import { auditEntryHash, auditPayloadHash } from '../../src/domain/audit-chain.ts';
import type { AuditEntry, AuditRecord } from '../../src/domain/audit-entry.ts';

/** What a chain is made of. */
export type AuditContent = Pick<AuditEntry, 'atMs' | 'actor' | 'agency' | 'action' | 'subject'> & {
  readonly text: string;
};

/** Returns the chain of some contents behind an entry. */
export function auditChain(contents: readonly AuditContent[], behind?: AuditEntry): AuditRecord[] {
  const records: AuditRecord[] = [];
  let previous = behind;
  for (const { text, ...content } of contents) {
    const sequence = (previous?.sequence ?? 0) + 1;
    const salt = createHash('sha256').update(`salt ${sequence}`).digest();
    const payload = { salt, text };
    const entry = {
      ...content,
      sequence,
      payloadHash: auditPayloadHash(payload),
      previousHash: previous?.hash ?? new Uint8Array(32),
    };
    const record = { ...entry, hash: auditEntryHash(entry), payload };
    records.push(record);
    previous = record;
  }
  return records;
}
