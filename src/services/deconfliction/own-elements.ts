/** The own side of a session: elements of the list in an order that only the session's secret gives. */
import { createHmac } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { elementBytes, hashToElement } from '../../matching/deconfliction/blind-elements.ts';
import { deconflictionElements } from '../../matching/deconfliction/deconfliction-elements.ts';
import type { DeconflictionList } from './read-deconfliction-list.ts';

/** Elements of a set at most, on either side. */
export const mostElements = 500_000;

/** A list as a set. */
export interface OwnElements {
  /** 32 bytes each, not blinded yet. */
  readonly elements: Uint8Array;
  /** For each element the places of the rows that bear it. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * Returns the elements of a list for a session. Their order says nothing, and is the same again for the same secret.
 * @throws `too-large`, `not-enough-data` for a list that gives none.
 */
export function ownElements({ rows }: DeconflictionList, session: string, secret: Uint8Array): OwnElements {
  const keyed = [...deconflictionElements(rows)].map(([key, places]) => ({
    key,
    places,
    order: createHmac('sha256', secret).update(key).digest('base64'),
  }));
  if (keyed.length === 0) throw new AppError('not-enough-data', { reason: 'nothing in the list can be compared' });
  if (keyed.length > mostElements)
    throw new AppError('too-large', { what: 'the set', limit: `${mostElements} elements` });
  keyed.sort((a, b) => (a.order < b.order ? -1 : 1));
  const elements = new Uint8Array(keyed.length * elementBytes);
  for (const [index, { key }] of keyed.entries()) elements.set(hashToElement(session, key), index * elementBytes);
  return { elements, rows: keyed.map(({ places }) => places) };
}
