/** How much a description of goods says. */
import { latinise } from '../text/latinise.ts';
import { memoise } from '../text/memoise.ts';
import { functionWords, genericWords } from './generic-words.ts';

/** What a description is made of. */
export interface TextDescription {
  /** Words and numbers other than articles, prepositions and conjunctions; 0 and more. */
  readonly tokenCount: number;
  /** Share of these that fit almost any goods (parts, gift, samples, Zubehör), in [0, 1]; 1 for a text without words, which says nothing. */
  readonly genericShare: number;
  /** Whether it has a digit, as models, sizes and quantities do. */
  readonly hasDigits: boolean;
}

const hasDigit = /\d/;

/**
 * Returns how much a description says, in any of some fifteen languages; reads the first 1000 characters.
 *
 * @example describeText('Parts and accessories for cars') // { tokenCount: 3, genericShare: 2/3, hasDigits: false }
 */
export const describeText: (text: string) => TextDescription = memoise(computeDescription);

function computeDescription(text: string): TextDescription {
  const words = latinise(text);
  let tokenCount = 0;
  let genericCount = 0;
  for (const word of words.split(' ')) {
    if (word === '' || functionWords.has(word)) continue;
    tokenCount++;
    if (genericWords.has(word)) genericCount++;
  }
  return {
    tokenCount,
    genericShare: tokenCount === 0 ? 1 : genericCount / tokenCount,
    hasDigits: hasDigit.test(words),
  };
}
