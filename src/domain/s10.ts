/** Postal item identifiers by UPU standard S10. */

const weights = [8, 6, 4, 2, 3, 5, 9, 7];

/** Returns the check digit of eight digits: 11 less the weighted sum modulo 11, with 10 written as 0 and 11 as 5 (UPU S10). */
export function s10CheckDigit(serial: string): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(serial[index]), 0);
  const digit = 11 - (sum % 11);
  return digit === 10 ? 0 : digit === 11 ? 5 : digit;
}

/** Whether a text is an S10 identifier: two letters, eight digits, their check digit, and a country. */
export function isS10(text: string): boolean {
  const parts = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(text);
  return parts !== null && s10CheckDigit(parts[1]!) === Number(parts[2]);
}
