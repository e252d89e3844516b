/** Finds rows in quarantine that belong to records or to a party. */
import type { PartyQuery } from '../matching/parties/party-query.ts';
import type { ErasurePort, ErasureRequest, RejectedRow } from './erasure-ports.ts';

/** What rows are looked for. */
export interface RejectedRowsQuery extends Pick<ErasureRequest, 'records' | 'items'> {
  readonly party: PartyQuery | undefined;
}

interface Named {
  readonly agency: string;
  readonly reference: string;
  readonly itemNumber: string | undefined;
}

/**
 * Returns the numbers of the rows. A rejected row is no record, so what its fields say decides: one of them is the reference (and, for an item, one is its number), or names the
 * party. Of a row that could not be cut into fields the text decides.
 */
export async function findRejectedRows(
  store: { readonly erasures: Pick<ErasurePort, 'rejectedRows'> },
  { records, items, party }: RejectedRowsQuery,
): Promise<number[]> {
  const byReference = new Map<string, Named[]>();
  for (const named of [
    ...records.map((id) => namedOf(id, undefined)),
    ...items.map(({ record, itemNumber }) => namedOf(record, String(itemNumber))),
  ]) {
    const others = byReference.get(named.reference);
    if (others === undefined) byReference.set(named.reference, [named]);
    else others.push(named);
  }
  const found: number[] = [];
  for await (const rows of store.erasures.rejectedRows()) {
    for (const row of rows) if (isOfRecord(row, byReference) || isOfParty(row, party)) found.push(row.id);
  }
  return found;
}

function namedOf(id: string, itemNumber: string | undefined): Named {
  const slash = id.indexOf('/');
  return { agency: id.slice(0, slash), reference: id.slice(slash + 1), itemNumber };
}

function isOfRecord(row: RejectedRow, byReference: ReadonlyMap<string, readonly Named[]>): boolean {
  const texts = row.fields?.map((text) => text?.trim() ?? '') ?? wordsOf(row);
  const known = new Set(texts);
  return texts.some((text) =>
    (byReference.get(text) ?? []).some(
      ({ agency, itemNumber }) =>
        (agency === row.agency || known.has(agency)) && (itemNumber === undefined || known.has(itemNumber)),
    ),
  );
}

/** What stands between the marks that part fields in any format. */
function wordsOf({ raw }: RejectedRow): string[] {
  return Buffer.from(raw)
    .toString()
    .split(/[\s,;|"'<>=:{}[\]]+/);
}

function isOfParty({ fields, raw }: RejectedRow, party: PartyQuery | undefined): boolean {
  if (party === undefined) return false;
  if (fields !== undefined) return fields.some((text) => text !== undefined && party.matchesText(text));
  return Buffer.from(raw).toString().toLowerCase().includes(party.text.toLowerCase());
}
