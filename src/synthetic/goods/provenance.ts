/** Where goods come from, through which hubs, and how risky the lane is. */
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { GoodsFamily } from './goods-kind.ts';

/** Shares of each family's trade by country of origin, in percent; own estimates. */
const originShares: { readonly [family in GoodsFamily]: string } = {
  textile: 'CN 36 TR 13 BD 13 VN 8 IN 9 PK 5 KH 3 MA 3 PT 3 IT 4 ID 2 LK 1 CO 1 MX 1',
  leather: 'CN 40 VN 15 IN 8 ID 6 IT 12 TR 5 ES 4 PT 4 BR 2 HK 2 FR 2',
  electronics: 'CN 48 HK 7 KR 9 JP 7 TW 8 VN 6 MY 5 US 4 DE 4 TH 2',
  luxury: 'CN 38 HK 12 CH 12 IT 12 FR 6 TH 6 IN 6 JP 4 TR 2 SG 2',
  health: 'DE 16 FR 17 US 12 CH 8 IN 12 CN 14 KR 7 IT 6 TR 4 SG 2 AE 2',
  toys: 'CN 68 HK 6 VN 6 JP 5 CZ 5 DE 4 ID 3 TR 3',
  parts: 'CN 26 DE 20 JP 13 PL 7 TR 7 IT 7 KR 6 US 6 TW 4 AE 2 IN 2',
  industrial: 'CN 34 DE 15 IT 8 US 7 PL 7 JP 5 KR 4 IN 5 TR 5 VN 4 CZ 3 MY 3',
  food: 'ES 12 IT 14 TR 8 BR 8 US 8 FR 10 GB 6 VN 6 EC 5 IN 5 CO 4 MA 4 UA 4 CN 6',
  packaging: 'CN 40 DE 14 IT 8 PL 10 TR 8 HK 6 IN 6 PT 4 VN 4',
};

/**
 * How much likelier goods of an origin infringe than those of an ordinary one. China, Hong Kong, Turkey, Singapore and the Emirates make about 90%
 * of seizures (OECD 2021 [S66]); Bangladesh, Lebanon, Syria, Colombia and Mexico are named as likely sources of clothing (OECD 2025 [S73]).
 */
const originRisks: ReadonlyMap<string, number> = new Map([
  ['CN', 2],
  ['HK', 3.2],
  ['TR', 2.6],
  ['SG', 1.6],
  ['AE', 2.6],
  ['BD', 0.8],
  ['PK', 0.9],
  ['IN', 0.8],
  ['VN', 0.7],
  ['TH', 0.9],
  ['MA', 0.8],
  ['MY', 0.6],
  ['CO', 0.9],
  ['UA', 0.7],
  ['EG', 0.8],
  ['PA', 1],
  ['ID', 0.5],
  ['KH', 0.5],
  ['MX', 0.9],
  ['LB', 1.2],
  ['SY', 1.2],
]);

/** Hubs through which goods of an origin travel: Hong Kong, the Emirates and Singapore, with Morocco and Egypt towards Europe and Panama towards America (OECD/EUIPO [S97]). */
const hubsByOrigin: ReadonlyMap<string, readonly string[]> = new Map([
  ['CN', ['HK', 'SG', 'AE', 'KR']],
  ['HK', ['SG', 'AE']],
  ['VN', ['SG', 'HK']],
  ['TR', ['EG', 'UA', 'AE']],
  ['IN', ['AE', 'SG']],
  ['PK', ['AE']],
  ['BD', ['SG', 'AE']],
  ['TH', ['SG', 'HK']],
]);

const defaultHubs: readonly string[] = ['NL', 'BE', 'PA', 'AE'];
/** For goods that come from one of those. */
const farHubs: readonly string[] = ['SG', 'MA', 'EG'];

/** Year that the shares hold for. */
const shareYear = 2025;
/**
 * Factor by which an origin's share changes each year. China fell from 63% to 45% of reported seizures in about eight years ([S64], [S65]), which is
 * a factor of 0.96 a year; Colombia and Mexico entered the lists of clothing ([S73]). The other rates are own estimates.
 */
const yearlyDrift: ReadonlyMap<string, number> = new Map([
  ['CN', 0.96],
  ['HK', 0.97],
  ['VN', 1.05],
  ['TR', 1.03],
  ['CO', 1.12],
  ['MX', 1.12],
]);

const originChoices = new Map<string, WeightedChoice<string>>();

/** Returns the draw of an origin (ISO 3166-1 alpha-2) for a family of goods in a year (limited to 2000…2060). */
export function originChoice(family: GoodsFamily, year = shareYear): WeightedChoice<string> {
  const within = Math.min(2060, Math.max(2000, year));
  const key = `${family}/${within}`;
  let choice = originChoices.get(key);
  if (choice === undefined) {
    const shares = parseShares(family).map(
      ([origin, share]) => [origin, share * (yearlyDrift.get(origin) ?? 1) ** (within - shareYear)] as const,
    );
    choice = createWeightedChoice(shares);
    originChoices.set(key, choice);
  }
  return choice;
}

/** Classes of risk of the country that goods leave from. */
type DepartureRisk = 'low' | 'medium' | 'high';

/** Returns the class of a country of departure: high from twice, medium from 0.6 of the middle risk of {@link originRisk}. */
export function departureRisk(country: string): DepartureRisk {
  const risk = originRisk(country);
  return risk >= 1.6 ? 'high' : risk >= 0.6 ? 'medium' : 'low';
}

/** Likelihood of infringement of an origin, relative to an ordinary one at 0.3. */
export function originRisk(originCountry: string): number {
  return originRisks.get(originCountry) ?? 0.3;
}

/** Hubs that goods of an origin may leave from instead of their origin; never the origin itself. */
export function hubsOf(originCountry: string): readonly string[] {
  return hubsByOrigin.get(originCountry) ?? (defaultHubs.includes(originCountry) ? farHubs : defaultHubs);
}

function parseShares(family: GoodsFamily): [string, number][] {
  const words = originShares[family].split(' ');
  return words.flatMap((word, index) =>
    index % 2 === 0 ? [[word, Number(words[index + 1])] as [string, number]] : [],
  );
}
