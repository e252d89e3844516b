/** Makes a text of somebody else's safe to be put into a file that others open. */
import { neutraliseCell } from './neutralise-cell.ts';

/** Stands for a character that was taken out, so that it shows that something was there. */
const mark = '\u{FFFD}';
/**
 * Characters that no reader should see act: controls other than line ends and tabs, marks that turn the direction of what follows, invisible ones that
 * make two different texts look the same, tags, and halves of pairs. Joiners stay, since several scripts are written with them.
 */
const acting =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E007F}]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu;
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What begins an element in HTML and XML: `<` before a letter, `/`, `!` or `?`. */
const tagStart = /<(?=[a-z/!?])/gi;
/** What a spreadsheet whose list separator is a semicolon would take for a new cell with a formula in it, quoted or not. */
const formulaWithin = /(;\s*"?\s*)(?=[=+\-@＝＋－＠])/g;
/** A telephone number, which is arithmetic at most. CSV files, where it would be reckoned out, are written by {@link neutraliseCell} besides. */
const telephone = /^\+\d[\d ()./-]{3,24}$/;
/** Nearly all texts are plain, and need one look. */
const plain = /^[A-Za-z0-9À-ž][A-Za-z0-9À-ž .,:/()'%#&_+*-]*$/;

/** Characters of a text that leave in a file; what a cell of a spreadsheet holds is more (32,767). */
export const exportedTextLimit = 2000;

/**
 * Returns the text as it may leave: line ends and tabs are spaces, characters that act are shown as U+FFFD, `<` that would begin an element is `‹`, and no spreadsheet takes it, or
 * what in it follows a semicolon, for a formula. A text beyond the limit ends with `…`.
 */
export function neutraliseText(text: string, limit = exportedTextLimit): string {
  if (text.length <= limit && (plain.test(text) || telephone.test(text))) return text;
  const clean = text.replace(breaks, ' ').replace(acting, mark).replace(tagStart, '‹');
  return neutraliseCell(cut(clean.replace(formulaWithin, "$1'"), limit));
}

/** Cuts between characters, not within one. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
