/** Erases what the audit says of records that are erased. */
import type { AuditRecord } from '../domain/audit-entry.ts';
import { type PartyQuery, parsePartyQuery } from '../matching/parties/party-query.ts';
import type { AuditPort } from './audit-ports.ts';

/** What must no longer be spoken of. */
export interface ErasedMentions {
  /** `AGENCY/REFERENCE` of consignments, ids of results. */
  readonly records: ReadonlySet<string>;
  readonly party: PartyQuery | undefined;
}

/**
 * Erases the payloads of entries on one of the records, that name one of them, or in which a text names the party: somebody had searched for it. That the entries stood there, when, by
 * whom and on which reference, stays. Returns how many payloads were erased.
 */
export async function eraseAuditMentions(
  audit: Pick<AuditPort, 'readAll' | 'erasePayloads'>,
  erased: ErasedMentions,
  by: { readonly atMs: number; readonly actor: string; readonly ground: string },
): Promise<number> {
  const sequences: number[] = [];
  for await (const records of audit.readAll()) {
    for (const record of records) if (speaksOf(record, erased)) sequences.push(record.sequence);
  }
  return sequences.length === 0 ? 0 : audit.erasePayloads({ ...by, sequences });
}

function speaksOf({ subject, payload }: AuditRecord, { records, party }: ErasedMentions): boolean {
  if (payload === undefined) return false;
  if (subject?.startsWith('consignment:') === true && records.has(subject.slice('consignment:'.length))) return true;
  return textsOf(JSON.parse(payload.text)).some(
    (text) => records.has(text) || (party !== undefined && names(party, text)),
  );
}

/** Somebody may have asked for it in the form of a query, too. */
function names(party: PartyQuery, text: string): boolean {
  return party.matchesText(parsePartyQuery(text)?.text ?? text);
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(textsOf);
}
