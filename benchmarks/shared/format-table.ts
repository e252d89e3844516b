/** Renders tables for people. */

/**
 * Returns a Markdown table that is aligned for a terminal too.
 *
 * @param isNumeric columns that stand to the right.
 */
export function formatTable(
  head: readonly string[],
  cells: readonly (readonly string[])[],
  isNumeric: readonly boolean[],
): string {
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((line) => line[column]!.length)));
  const line = (values: readonly string[]): string =>
    `| ${values.map((value, column) => (isNumeric[column] ? value.padStart(widths[column]!) : value.padEnd(widths[column]!))).join(' | ')} |`;
  const rule = widths.map((width, column) => (isNumeric[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(rule), ...cells.map(line)].join('\n');
}
