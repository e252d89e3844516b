/** Finds the records of a store that name a party. */
import type { PartyQuery } from '../matching/parties/party-query.ts';
import type { ErasurePort } from './erasure-ports.ts';

/** Records that name a party. */
export interface PartyRecords {
  /** Consignments and measures: `AGENCY/REFERENCE` and ids, each once. */
  readonly records: readonly string[];
  /** Ids of rights records that name it as holder, contact or authorised party. They are acts of a public register, and are corrected where they come from. */
  readonly rights: readonly string[];
  /** The last version that was looked at. */
  readonly lastVersion: number;
}

/** Looks through every version of every record after one, current or not. */
export async function findPartyRecords(
  store: { readonly erasures: Pick<ErasurePort, 'versions'> },
  query: PartyQuery,
  afterVersion = 0,
): Promise<PartyRecords> {
  const records = new Set<string>();
  const rights = new Set<string>();
  let lastVersion = afterVersion;
  const kinds = ['declaration', 'manifest', 'measure', 'rights-record'] as const;
  for await (const versions of store.erasures.versions(kinds, afterVersion)) {
    for (const { id, record } of versions) {
      lastVersion = id;
      if (record.kind === 'declaration' || record.kind === 'manifest') {
        if (Object.values(record.consignment.parties).some(isMeant)) records.add(record.consignment.id);
      } else if (record.kind === 'measure') {
        if (Object.values(record.parties).some(isMeant)) records.add(record.id);
      } else if (record.kind === 'rights-record') {
        const { rightHolder, contactName, contactPhone, contactEmail, authorisedParties } = record;
        const texts = [rightHolder, contactName, contactPhone, contactEmail, ...authorisedParties];
        if (texts.some((text) => text !== undefined && query.matchesText(text))) rights.add(record.id);
      }
    }
  }
  return { records: [...records], rights: [...rights], lastVersion };
  function isMeant(party: Parameters<PartyQuery['matches']>[0] | undefined): boolean {
    return party !== undefined && query.matches(party);
  }
}
