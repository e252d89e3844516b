/** Words of the search in the texts that PostgreSQL reads them from. */
import type { SearchSource, SearchWord } from '../../services/search-ports.ts';

/** Characters of a word; PostgreSQL takes 2046 bytes. */
const maxLength = 400;

/** Returns a word between quotes, in which nothing of it means anything but itself. */
function quoted(word: string): string {
  const cut = word.length > maxLength ? word.slice(0, maxLength) : word;
  return `'${cut.replaceAll('\0', '\ufffd').replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Returns words as a tsvector. */
export function vectorText(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** Stands for the week in the words of one. */
const anyWeek = '#';

/**
 * Returns the tsquery of groups of which each must have a word, in one of the sources.
 * @param isOfWeek whether only the consignments of one week are meant, which `#` stands for.
 */
export function queryText(
  groups: readonly (readonly SearchWord[])[],
  sources: readonly SearchSource[],
  isOfWeek: boolean,
): string {
  return anyOf(
    sources.map(({ agency, purpose }) => {
      const texts = groups.map((group) =>
        anyOf(
          group.map(({ word, isPrefix, isRare }) => {
            const place = isOfWeek && isRare !== true ? `${agency}|${anyWeek}` : agency;
            return quoted(`${place}|${word}`) + (isPrefix ? ':*' : '');
          }),
        ),
      );
      if (purpose !== undefined) texts.push(quoted(`${agency}|u:${purpose}`));
      if (texts.length === 0) texts.push(quoted(`${agency}|all`));
      return `(${texts.join(' & ')})`;
    }),
  );
}

function anyOf(texts: readonly string[]): string {
  return `(${texts.join(' | ')})`;
}
