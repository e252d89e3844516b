/** Under which class of handling the history counts a record. */
import type { Handling } from './handling.ts';

/** Class of what stays with its owner whatever is agreed. */
const ownerOnlyClass = 'owner-only';

/** Europol codes under which nothing reaches another agency. */
const closedCodes: readonly string[] = ['H2', 'H3'];

/**
 * Returns the class: the record's TLP label, or `owner-only` where its codes, its originator's control or its want of a purpose keep it with its owner. Cells know agency and class
 * and nothing else of a record, so what must not be given has to be counted apart from what may.
 */
export function historyClass({ tlp, europolCodes, isOriginatorControlled, purposes }: Handling): string {
  const isClosed =
    isOriginatorControlled || purposes.length === 0 || europolCodes.some((code) => closedCodes.includes(code));
  return isClosed ? ownerOnlyClass : tlp;
}

/** Returns the name of the source that a record of an agency counts under: `AGENCY|CLASS`. */
export function historySourceName(agency: string, handling: Handling): string {
  return `${agency}|${historyClass(handling)}`;
}
