/** Economic operators' identifiers (EORI) by Commission Delegated Regulation (EU) 2015/2446, annex 12-01: form only, since no register is at hand. */
import { isCountryAlpha2 } from './country.ts';

/** Northern Ireland, which is in no country list, issues identifiers too. */
const northernIreland = 'XI';

/** Whether a text has the form of an EORI number: a country code and up to 15 letters and digits. */
export function isEori(text: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{1,15}$/.test(text)) return false;
  const country = text.slice(0, 2);
  return country === northernIreland || isCountryAlpha2(country);
}
