/** Where and for which goods a right holds. */

/** Member states of the European Union, for rights with the territory `EU` (as of 2020-02-01). */
const europeanUnion = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** What of a right says where and for what it holds. */
interface Coverage {
  /** ISO 3166-1 alpha-2, or `EU`; empty means anywhere. */
  readonly territories: readonly string[];
  /** HS prefixes of the goods covered; empty means all. */
  readonly hsPrefixes: readonly string[];
}

/** Whether a right holds for goods of a code that go to a country. What the goods do not say is not held against the right. */
export function isCoveredByRight(
  { territories, hsPrefixes }: Coverage,
  destinationCountry: string | undefined,
  hsCode: string | undefined,
): boolean {
  const isHere =
    territories.length === 0 ||
    destinationCountry === undefined ||
    territories.includes(destinationCountry) ||
    (territories.includes('EU') && europeanUnion.has(destinationCountry));
  const isCovered =
    hsPrefixes.length === 0 ||
    hsCode === undefined ||
    hsPrefixes.some((prefix) => hsCode.startsWith(prefix) || prefix.startsWith(hsCode));
  return isHere && isCovered;
}
