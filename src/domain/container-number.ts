/** Container numbers by ISO 6346. */

/** Returns the check digit of the first ten characters: values 10 to 38 for letters (multiples of 11 left out), weights 2^place, modulo 11, 10 as 0. */
export function containerCheckDigit(text: string): number {
  let sum = 0;
  for (let place = 0; place < 10; place++) {
    const code = text.charCodeAt(place);
    const letter = code - 65;
    const value = code < 65 ? code - 48 : 10 + letter + Math.floor((letter + 9) / 10);
    sum += value * 2 ** place;
  }
  return (sum % 11) % 10;
}

/** Whether a text is a container number: owner (three letters), category (U, J or Z), six digits and their check digit. */
export function isContainerNumber(text: string): boolean {
  return /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && containerCheckDigit(text) === Number(text[10]);
}
