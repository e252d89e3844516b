/** Telephone numbers in the international notation of ITU-T E.123. */

/** Digits that ITU-T E.164 allows in a number; fewer than seven are nobody's. */
const fewestDigits = 7;
const mostDigits = 15;

/** Whether a text is a number in international notation: a plus, the country code, then digits in groups apart by single spaces. */
export function isE123Phone(text: string): boolean {
  if (!/^\+[1-9]\d*(?: \d+)*$/.test(text)) return false;
  const digits = text.length - 1 - (text.split(' ').length - 1);
  return digits >= fewestDigits && digits <= mostDigits;
}
