/** The exact key of a name. */
import { memoise } from '../text/memoise.ts';
import { nameTokens } from './name-tokens.ts';

/**
 * Returns the words of {@link nameTokens} sorted by code unit, with single spaces: equal for names that differ in word order, case, punctuation, script,
 * legal form, title or abbreviation. Empty for a name without letters and digits.
 *
 * @example normaliseName('SMITH, John (Mr.)') // 'john smith'
 */
export const normaliseName: (name: string) => string = memoise((name) => [...nameTokens(name)].sort().join(' '));
