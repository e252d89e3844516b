/** The exact key of an address. */
import { memoise } from '../text/memoise.ts';
import { addressTokens } from './address-tokens.ts';

const keyOf = memoise((address, country) => [...addressTokens(address, country)].sort().join(' '));

/**
 * Returns the words and numbers of an address, sorted by code unit with single spaces: street words and unit words of many languages folded, number
 * signs dropped, digits kept and apart from letters (`12B` → `12 b`; postcodes too). Equal for addresses that differ in order, case, punctuation, script
 * or abbreviation. As order is not kept, `5 High St, flat 12` and `12 High St, flat 5` are equal. Empty for an address without letters and digits.
 *
 * @param country ISO 3166-1 alpha-2 of the address: its own name is dropped, and abbreviations that only it uses are folded
 * @example normaliseAddress('Hauptstraße 12b, 10115 Berlin, Deutschland', 'DE') // '10115 12 b berlin haupt st'
 */
export function normaliseAddress(address: string, country?: string): string {
  return keyOf(address, country);
}
