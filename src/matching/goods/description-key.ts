/** The exact key of a description of goods. */
import { latinise } from '../text/latinise.ts';
import { memoise } from '../text/memoise.ts';
import { functionWords } from './generic-words.ts';

/**
 * Returns the words of a description, latinised, without articles, prepositions and conjunctions, each once, sorted by code unit with single spaces: equal
 * for texts that differ in order, case, punctuation or script. A text of nothing but such words keeps them. Empty for a text without letters and digits.
 *
 * @example descriptionKey('T-Shirts, of cotton') // 'cotton shirts t'
 */
export const descriptionKey: (text: string) => string = memoise((text) => {
  const words = [...new Set(latinise(text).split(' '))].sort();
  const kept = words.filter((word) => !functionWords.has(word));
  return (kept.length > 0 ? kept : words).join(' ');
});
