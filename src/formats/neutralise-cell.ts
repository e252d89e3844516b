/** Keeps spreadsheets from running what a cell says. */

/** A beginning that makes a formula of a cell; full-width letters do so in East Asian spreadsheets. */
const formulaStart = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
const plainNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/**
 * Returns a text that no spreadsheet takes for a formula: one that starts with = + - @, spaces before it or not, or with a tab or line end gets an apostrophe before it. Plain
 * numbers keep their sign.
 */
export function neutraliseCell(text: string): string {
  if (!formulaStart.test(text)) return text;
  return plainNumber.test(text) ? text : `'${text}`;
}
