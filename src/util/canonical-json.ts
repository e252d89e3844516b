/** JSON that is the same bytes for the same value. */

/**
 * Returns a value as JSON without spaces, with the names of every object in order of their UTF-16 code units (whole numbers before them, by size). What JSON leaves out is left out;
 * an array has null in its place, and so does a number that is none.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => ordered(part)) ?? 'null';
}

function ordered(part: unknown): unknown {
  if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}
