/** How telephone numbers are dialled, country by country. */

/** Dialling in one country. */
export interface CallingCode {
  /** Country calling code, digits. */
  readonly code: string;
  /** Prefixes of national calls, which international calls leave out; longest first. */
  readonly trunks: readonly string[];
  /** Digits of the longest national number, without trunk prefix. */
  readonly maxDigits: number;
  /** Prefixes of international calls; longest first. */
  readonly exits: readonly string[];
}

/**
 * `countries code trunks longest exit`: country code (ITU-T E.164, list of assigned codes); prefixes of national calls; digits of the longest national
 * number; prefix of international calls other than 00; `-` for none. Trunks, lengths and exits are our own summary of national
 * numbering plans: the length only tells a number with its country code from one without, so that it is rounded up where plans vary.
 */
const table = `
US,CA,PR,DO,JM,BS,BB,TT 1 1 10 011
RU,KZ 7 8 10 810
EG 20 0 10 -
ZA 27 0 9 -
GR 30 - 10 -
NL 31 0 9 -
BE 32 0 9 -
FR 33 0 9 -
ES 34 - 9 -
HU 36 06 9 -
IT,VA 39 - 11 -
RO 40 0 9 -
CH 41 0 9 -
AT 43 0 13 -
GB,GG,JE,IM 44 0 10 -
DK 45 - 8 -
SE 46 0 9 -
NO 47 - 8 -
PL 48 - 9 -
DE 49 0 11 -
PE 51 0 9 -
MX 52 01 10 -
CU 53 0 8 -
AR 54 0 11 -
BR 55 0 11 -
CL 56 - 9 -
CO 57 - 10 -
VE 58 0 10 -
MY 60 0 10 -
AU 61 0 9 0011
ID 62 0 12 001
PH 63 0 10 -
NZ 64 0 10 -
SG 65 - 8 001
TH 66 0 9 001
JP 81 0 10 010
KR 82 0 10 001
VN 84 0 10 -
CN 86 0 11 -
TR 90 0 10 -
IN 91 0 10 -
PK 92 0 10 -
AF 93 0 9 -
LK 94 0 9 -
MM 95 0 10 -
IR 98 0 10 -
MA 212 0 9 -
DZ 213 0 9 -
TN 216 - 8 -
LY 218 0 9 -
SN 221 - 9 -
CI 225 - 10 -
GH 233 0 9 -
NG 234 0 10 -
CM 237 - 9 -
ET 251 0 9 -
KE 254 0 10 000
TZ 255 0 9 000
UG 256 0 9 000
PT 351 - 9 -
LU 352 - 11 -
IE 353 0 9 -
IS 354 - 9 -
AL 355 0 9 -
MT 356 - 8 -
CY 357 - 8 -
FI 358 0 12 -
BG 359 0 9 -
LT 370 8,0 8 -
LV 371 - 8 -
EE 372 - 8 -
MD 373 0 8 -
AM 374 0 8 -
BY 375 80,8 9 810
AD 376 - 9 -
MC 377 - 9 -
SM 378 - 10 -
UA 380 0 9 -
RS 381 0 9 -
ME 382 0 8 -
XK 383 0 8 -
HR 385 0 9 -
SI 386 0 8 -
BA 387 0 8 -
MK 389 0 8 -
CZ 420 - 9 -
SK 421 0 9 -
LI 423 - 9 -
GT 502 - 8 -
SV 503 - 8 -
HN 504 - 8 -
NI 505 - 8 -
CR 506 - 8 -
PA 507 - 8 -
BO 591 0 8 -
EC 593 0 9 -
PY 595 0 9 -
UY 598 0 8 -
BN 673 - 7 -
HK 852 - 8 001
MO 853 - 8 -
KH 855 0 9 001
LA 856 0 10 -
BD 880 0 10 -
TW 886 0 9 002
LB 961 0 8 -
JO 962 0 9 -
SY 963 0 9 -
IQ 964 0 10 -
KW 965 - 8 -
SA 966 0 9 -
YE 967 0 9 -
OM 968 - 8 -
PS 970 0 9 -
AE 971 0 9 -
IL 972 0 9 -
BH 973 - 8 -
QA 974 - 8 -
MN 976 - 8 001
NP 977 0 10 -
TJ 992 - 9 810
TM 993 8 8 810
AZ 994 0 9 -
GE 995 0 9 -
KG 996 0 9 -
UZ 998 - 9 -
`;

const byCountry = new Map<string, CallingCode>();
const byCode = new Map<string, CallingCode>();
for (const line of table.trim().split('\n')) {
  const [countries, code, trunks, maxDigits, exits] = line.split(' ') as [string, string, string, string, string];
  const calling: CallingCode = {
    code,
    trunks: trunks === '-' ? [] : trunks.split(','),
    maxDigits: Number(maxDigits),
    exits: exits === '-' ? ['00'] : [exits, '00'],
  };
  byCode.set(code, calling);
  for (const country of countries.split(',')) byCountry.set(country, calling);
}

/** Returns how a country (ISO 3166-1 alpha-2) dials; undefined for one that the table does not have. */
export function callingCodeOf(country: string): CallingCode | undefined {
  return byCountry.get(country);
}

/** Returns the dialling of the country code with which digits begin; no code begins with another (E.164). */
export function leadingCallingCode(digits: string): CallingCode | undefined {
  return byCode.get(digits.slice(0, 1)) ?? byCode.get(digits.slice(0, 2)) ?? byCode.get(digits.slice(0, 3));
}
