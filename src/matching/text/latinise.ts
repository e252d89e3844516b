/** Any script to lower-case ASCII words. */
import anyAscii from 'any-ascii';

/** UTF-16 units of a text that are read, and characters that are returned at most; what follows is ignored. */
const maxLength = 1000;

const plainAscii = /^[\x20-\x7e]*$/;
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
const pictures = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/gu;
const umlautPair = /[aou]e/;

/**
 * The e of a spelt-out umlaut: in ae, oe or ue after the start of a word or a consonant (never after a vowel or q) and before a consonant
 * (ae before u too: Haeuser). Kept before a final s (shoes, values), in a final ael or uel (Michael, Samuel) and in aero-.
 */
const umlautE =
  /(?<=(?<![aeiouq])[aou])e(?=[bcdfghjklmnpqrstvwxz]|(?<=ae)u)(?!s(?![a-z]))(?!(?<=[au]e)l(?![a-z]))(?!(?<=(?<![a-z])ae)ro)/g;

/**
 * Returns a text as lower-case ASCII words with single spaces between them: NFKC, transliterated by any-ascii, apostrophes deleted
 * (`L'Oréal` → `loreal`), all other punctuation, pictures and control characters to spaces; at most 1000 characters.
 *
 * German umlauts come in three spellings, and all become the vowel alone: `Müller`, `Mueller` and `Muller` → `muller`. The two-letter spelling is
 * folded only where German has it, so that Xue and Xu, Doe and Do, blue and blu stay apart. ß is ss.
 *
 * @example latinise('ООО «Ромашка»') // 'ooo romashka'
 */
export function latinise(text: string): string {
  const head = text.length > maxLength ? text.slice(0, maxLength) : text;
  const ascii = plainAscii.test(head) ? head : transliterate(head);
  const words = ascii
    .toLowerCase()
    .replace(/['`]+/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const folded = foldUmlauts(words);
  // Cutting a word may bring an umlaut before a new end, so that what was cut is folded once more.
  return folded.length <= maxLength ? folded : foldUmlauts(folded.slice(0, maxLength).trimEnd());
}

function transliterate(text: string): string {
  // Signs are taken out before NFKC, which would make letters of ™.
  return anyAscii(text.replace(ignorable, '').replace(pictures, ' ').normalize('NFKC'));
}

function foldUmlauts(words: string): string {
  return umlautPair.test(words) ? words.replace(umlautE, '') : words;
}
