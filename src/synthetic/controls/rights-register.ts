/** Which brands have a right recorded with which agency. */
import type { IprType } from '../../domain/examination.ts';
import { dayMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import { type Brand, brands } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { RightsFact } from '../simulated-fact.ts';
import type { Trader } from '../traders/trader.ts';
import type { WorldParameters } from '../world-parameters.ts';

/** The rights of a world. */
export interface RightsRegister {
  readonly facts: readonly RightsFact[];
  /** The right of a brand at an agency, or undefined where none is recorded. */
  find(agency: string, brand: string): RightsFact | undefined;
}

/** Nearly all detentions rest on trade marks (EU annual reports [S44][S72]); shares are our own. */
const drawIprType = createWeightedChoice<IprType>([
  ['trade-mark', 84],
  ['design', 8],
  ['copyright', 5],
  ['patent', 2],
  ['geographical-indication', 1],
]);

/** Returns the rights of a world. Of the traders, those whom right holders have authorised are named in the records. */
export function createRightsRegister(
  world: WorldParameters,
  traders: readonly Trader[],
  startMs: number,
  rng: Rng,
): RightsRegister {
  const facts: RightsFact[] = [];
  for (const agency of world.agencies) {
    for (const brand of brands) {
      const iprType = drawIprType(rng);
      const validFromMs = startMs - drawBetween(rng, 20, 300) * dayMs;
      const acceptsSmallConsignments = drawChance(rng, 0.6);
      if (drawChance(rng, world.unrecordedShare)) continue;
      facts.push({
        kind: 'rights-record',
        knownAtMs: startMs,
        number: facts.length + 1,
        agency: agency.name,
        territory: agency.country,
        rightHolder: brand.rightHolder,
        brand: brand.name,
        iprType,
        hsPrefixes: prefixesOf(brand),
        validFromMs,
        validToMs: validFromMs + 1095 * dayMs,
        acceptsSmallConsignments,
        authorisedParties: traders.filter((trader) => isAuthorisedFor(trader, brand)).map((trader) => trader.party),
      });
    }
  }
  const byBrand = new Map(facts.map((fact) => [`${fact.agency}/${fact.brand}`, fact]));
  return { facts, find: (agency, brand) => byBrand.get(`${agency}/${brand}`) };
}

function isAuthorisedFor(trader: Trader, brand: Brand): boolean {
  return trader.lines.some((line) => line.isAuthorised && line.brand === brand.name);
}

function prefixesOf(brand: Brand): readonly string[] {
  const chapters = goodsCatalogue
    .filter((goods) => goods.lure > 0 && brand.families.includes(goods.family))
    .map((goods) => goods.hs6.slice(0, 2));
  return [...new Set(chapters)].sort();
}
