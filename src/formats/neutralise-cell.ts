/** Keeps spreadsheets from running what a cell says. */

/**
 * Returns a text that no spreadsheet takes for a formula: one that starts with = + - @ or a tab or line end gets an apostrophe before it. Plain
 * numbers keep their sign.
 */
export function neutraliseCell(text: string): string {
  if (!/^[=+\-@\t\r\n]/.test(text)) return text;
  return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) ? text : `'${text}`;
}
