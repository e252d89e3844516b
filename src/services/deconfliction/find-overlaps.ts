/** What two sets have in common, as one side sees it. */
import { createHash } from 'node:crypto';
import { elementTexts } from '../../matching/deconfliction/blind-elements.ts';
import type { Overlap } from '../deconfliction-ports.ts';
import type { DeconflictionList } from './read-deconfliction-list.ts';

/** What was found. */
export interface FoundOverlaps {
  readonly overlaps: readonly Pick<Overlap, 'reference' | 'ownReferences' | 'otherContact'>[];
  /** Rows of the own list that the other side is after too. */
  readonly matchedRows: number;
  /** Contacts of the own side by the overlap's reference. */
  readonly ownContacts: ReadonlyMap<string, string>;
  /** The same for both sides where both have seen the same. */
  readonly digest: string;
}

/**
 * Compares the own elements, blinded by both, with the other's.
 * @param own in the order of `rows`, the places of the rows that bear each.
 */
export function findOverlaps(
  { rows: list }: DeconflictionList,
  own: { readonly elements: Uint8Array; readonly rows: readonly (readonly number[])[] },
  others: Uint8Array,
  contactOf: (reference: string) => string | undefined = () => undefined,
): FoundOverlaps {
  const there = new Set(elementTexts(others));
  const overlaps: FoundOverlaps['overlaps'][number][] = [];
  const ownContacts = new Map<string, string>();
  const matched = new Set<number>();
  for (const [index, text] of elementTexts(own.elements).entries()) {
    if (!there.has(text)) continue;
    const reference = referenceOf(text);
    const places = own.rows[index]!;
    for (const place of places) matched.add(place);
    const contacts = new Set(places.flatMap((place) => list[place]!.contact ?? []));
    if (contacts.size > 0) ownContacts.set(reference, [...contacts].sort().join('; '));
    overlaps.push({
      reference,
      ownReferences: [...new Set(places.map((place) => list[place]!.reference))].sort(),
      otherContact: contactOf(reference),
    });
  }
  overlaps.sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const digest = createHash('sha256')
    .update(overlaps.map(({ reference }) => reference).join('\n'))
    .digest('hex');
  return { overlaps, matchedRows: matched.size, ownContacts, digest };
}

/** What both sides call an element that they have in common; nobody else can tell what it is. */
function referenceOf(element: string): string {
  return createHash('sha256').update(`touchstone overlap 1\0${element}`).digest('hex').slice(0, 16);
}
