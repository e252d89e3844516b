/** Harmonized System codes: digits as text, since leading zeros count and a code is not a number. */

const shape = /^\d{2}(?:\d{2}(?:\d{2}\d{0,6})?)?$/;

/**
 * Whether a text is an HS code: a chapter (2 digits), heading (4), subheading (6) or a national code that starts with one (7 to 12). Chapters run
 * from 01 to 97 without 77, which the HS keeps free; 98 and 99 are left to national use.
 */
export function isHsCode(text: string): boolean {
  if (!shape.test(text)) return false;
  const chapter = text.slice(0, 2);
  return chapter !== '00' && chapter !== '77';
}

/** Chapter (first two digits), or undefined for fewer digits. */
export function hs2(hsCode: string): string | undefined {
  return hsCode.length >= 2 ? hsCode.slice(0, 2) : undefined;
}

/** Heading (first four digits), or undefined for fewer digits. */
export function hs4(hsCode: string): string | undefined {
  return hsCode.length >= 4 ? hsCode.slice(0, 4) : undefined;
}

/** Subheading (first six digits), or undefined for fewer digits. */
export function hs6(hsCode: string): string | undefined {
  return hsCode.length >= 6 ? hsCode.slice(0, 6) : undefined;
}
