/** Places by UN/LOCODE (UN/ECE Recommendation 16): form only, since the list of places is not at hand. */
import { isCountryAlpha2 } from './country.ts';

/** Whether a text has the form of a UN/LOCODE: an ISO 3166-1 alpha-2 country and three letters or digits 2 to 9. */
export function isLocode(text: string): boolean {
  return /^[A-Z]{2}[A-Z2-9]{3}$/.test(text) && isCountryAlpha2(text.slice(0, 2));
}
