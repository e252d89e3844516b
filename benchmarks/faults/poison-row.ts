/** Makes rows bad. */

/** One row in so many is bad. */
const poisonEvery = 100;
/** Where in each hundred. */
const poisonAt = 57;

/** Returns whether a row of a batch, from 0, is made bad. */
export function isPoison(index: number): boolean {
  return index % poisonEvery === poisonAt;
}

/** Returns a line that no profile accepts: JSON that breaks off, or a line of a table with a column too many. */
export function poisonRow(line: string, format: 'csv' | 'ndjson', delimiter: string): string {
  return format === 'ndjson' ? line.slice(0, line.length >> 1) : `${line}${delimiter}poison`;
}
