/** Texts as the font of the pages can show them. */
import anyAscii from 'any-ascii';

/** What DejaVu Sans has, and what reads from left to right letter by letter: Latin, Greek and Cyrillic with their marks, punctuation, currencies, letter-like signs, arrows, mathematics, boxes. */
const shown =
  /[\u0020-\u052F\u1D00-\u1FFF\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2100-\u218F\u2190-\u22FF\u25A0-\u25FF\u27E8\u27E9\u2610-\u2612\uFFFD]/u;
const hidden = /[\u0590-\u08FF]/u;
const isAllShown = new RegExp(`^${shown.source}*$`, 'u');
const others = new RegExp(`(?:(?!${shown.source})[^])+(?:\\s+(?:(?!${shown.source})[^])+)*`, 'gu');

/** Returns a text with everything in other scripts written in Latin letters, between `⟨` and `⟩`: the workbook and JSON have it as it was declared. */
export function readableText(text: string): string {
  if (isAllShown.test(text) && !hidden.test(text)) return text;
  return text.replace(others, (part) => `⟨${anyAscii(part).trim() || '?'}⟩`);
}

/** What pages say of texts in other scripts. */
export const scriptNote =
  '⟨…⟩ stands for text in another script, written in Latin letters by machine; the spreadsheet and JSON files have it as declared.';
