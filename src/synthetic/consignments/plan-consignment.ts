/** Plans consignments of each kind of sender: traders with habits, private people, groups of infringers. */
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import { hubsOf, originChoice } from '../goods/provenance.ts';
import { fakeItemShare, type InfringerGroup, sellsToPeople } from '../infringers/infringer-group.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { Trader } from '../traders/trader.ts';
import type { TraderPopulation } from '../traders/trader-population.ts';
import type { AgencyParameters } from '../world-parameters.ts';
import type { ConsignmentPlan } from './consignment-plan.ts';
import { drawItem, type ItemPlan } from './draw-item.ts';
import { infringementOdds } from './infringement-odds.ts';

/** What consignments are drawn from. */
export interface ConsignmentSurroundings {
  readonly population: TraderPopulation;
  readonly agencies: readonly AgencyParameters[];
  /** 1 at a base rate of 2%. */
  readonly riskScale: number;
}

/** A fake outside a group: its maker undervalues and hides less. */
const ordinary = { groupNumber: undefined, brand: undefined, undervaluation: 0.65, vagueness: 0.25 } as const;

const drawAnyGoods = createWeightedChoice(goodsCatalogue.map((goods) => [goods, goods.tradeWeight]));
const drawBoughtGoods = createWeightedChoice(
  goodsCatalogue
    .filter((goods) => goods.unitCode !== 'KGM' && goods.pieceMassKg < 5)
    .map((goods) => [goods, goods.tradeWeight]),
);

/** Plans a consignment of a trader: one to five of its lines from one country. */
export function planTradersConsignment(trader: Trader, around: ConsignmentSurroundings, rng: Rng): ConsignmentPlan {
  const main = drawOne(rng, trader.lines);
  const together = trader.lines.filter((line) => line.departureCountry === main.departureCountry);
  const count = trader.channel === 'post' ? 1 : Math.min(5, 1 + Math.floor(-1.1 * Math.log(1 - rng.next())));
  const items = Array.from({ length: count }, (_, index) => {
    const line = index === 0 ? main : drawOne(rng, together);
    const isUsual = drawChance(rng, 0.94);
    const goods = isUsual ? line.goods : drawAnyGoods(rng);
    const plan: ItemPlan = {
      ...ordinary,
      goods,
      originCountry: line.originCountry,
      channel: trader.channel,
      priceLevel: isUsual ? line.priceLevel : 0.6 * goods.priceSpread * rng.nextNormal(),
      size: trader.size,
      odds: infringementOdds(
        goods,
        { originCountry: line.originCountry, channel: trader.channel },
        { taint: trader.taint, riskScale: around.riskScale },
      ),
    };
    return drawItem(index + 1, plan, rng);
  });
  return {
    agencyIndex: trader.agencyIndex,
    channel: trader.channel,
    mode: trader.mode,
    office: drawChance(rng, 0.9) ? trader.office : drawOne(rng, around.agencies[trader.agencyIndex]!.offices),
    departureCountry: main.departureCountry,
    transitCountries: drawTransit(main.departureCountry, 0.1, rng),
    importer: trader.party,
    seller: drawChance(rng, 0.93) ? main.seller : around.population.findSeller(main.originCountry, rng),
    declarant: drawChance(rng, 0.88) ? trader.declarant : trader.secondDeclarant,
    carrier: trader.carrier,
    isMarketplaceSale: false,
    items,
  };
}

/** Plans a parcel that a private person has bought, once. */
export function planParcel(segment: TradeSegment, around: ConsignmentSurroundings, rng: Rng): ConsignmentPlan {
  const agency = around.agencies[segment.agencyIndex]!;
  const served = around.population.providers[segment.agencyIndex]!;
  const seller = around.population.drawMarketSeller(rng);
  const count = drawChance(rng, 0.85) ? 1 : drawBetween(rng, 2, 4);
  const items = Array.from({ length: count }, (_, index) => {
    const goods = drawBoughtGoods(rng);
    const originCountry = drawChance(rng, 0.75) ? seller.party.country : originChoice(goods.family)(rng);
    const odds = infringementOdds(
      goods,
      { originCountry, channel: segment.channel },
      { taint: seller.taint, riskScale: around.riskScale },
    );
    const plan: ItemPlan = {
      ...ordinary,
      goods,
      originCountry,
      channel: segment.channel,
      priceLevel: 0.3 + 0.75 * goods.priceSpread * rng.nextNormal(),
      size: 0.5,
      odds,
    };
    return drawItem(index + 1, plan, rng);
  });
  const carrier = segment.channel === 'post' ? served.post : served.drawCourier(rng);
  return {
    ...segment,
    mode: segment.channel === 'post' ? '5' : '4',
    office: drawOne(rng, agency.offices),
    departureCountry: seller.party.country,
    transitCountries: drawTransit(seller.party.country, 0.15, rng),
    importer: around.population.register.create({
      country: agency.country,
      partyKind: 'natural',
      isAuthorisedOperator: false,
    }),
    seller: seller.party,
    declarant: carrier,
    carrier,
    isMarketplaceSale: true,
    items,
  };
}

/** Plans a consignment of a group: fakes with something packed around them, or honest goods as cover. */
export function planGroupsConsignment(
  group: InfringerGroup,
  around: ConsignmentSurroundings,
  rng: Rng,
): ConsignmentPlan {
  const { agencyIndex, channel } = group.segment;
  const front = drawOne(rng, group.fronts);
  const isDirty = drawChance(rng, group.dirtyShare);
  const odds = isDirty ? fakeItemShare : 0;
  const count = channel === 'post' ? 1 : drawChance(rng, 0.6) ? 1 : drawBetween(rng, 2, 4);
  const items = Array.from({ length: count }, (_, index) => {
    const line = drawOne(rng, group.lines);
    const plan: ItemPlan = {
      goods: isDirty || drawChance(rng, 0.5) ? line.goods : drawAnyGoods(rng),
      originCountry: line.originCountry,
      channel,
      priceLevel: 0.4 * line.goods.priceSpread * rng.nextNormal(),
      size: 1,
      odds,
      groupNumber: group.number,
      brand: isDirty ? line.brand : undefined,
      undervaluation: group.undervaluation,
      vagueness: group.vagueness,
    };
    const item = drawItem(index + 1, plan, rng);
    // The odds that the maker gives are those before it was drawn whether the consignment is dirty.
    return { ...item, truth: { ...item.truth, probability: group.dirtyShare * fakeItemShare } };
  });
  const departureCountry = group.hub !== undefined && drawChance(rng, 0.8) ? group.hub : items[0]!.originCountry;
  const toPeople = sellsToPeople(group);
  const { country } = around.agencies[agencyIndex]!;
  return {
    agencyIndex,
    channel,
    mode: group.mode,
    office: drawChance(rng, 0.8) ? group.office : drawOne(rng, around.agencies[agencyIndex]!.offices),
    departureCountry,
    transitCountries: drawTransit(departureCountry, 0.25, rng),
    importer: toPeople
      ? around.population.register.create({ country, partyKind: 'natural', isAuthorisedOperator: false })
      : front,
    seller: toPeople ? front : drawOne(rng, group.sellers),
    declarant: drawChance(rng, 0.85) ? group.declarant : around.population.providers[agencyIndex]!.drawDeclarant(rng),
    carrier: group.carrier,
    isMarketplaceSale: toPeople,
    items,
  };
}

function drawTransit(departureCountry: string, share: number, rng: Rng): readonly string[] {
  return drawChance(rng, share) ? [drawOne(rng, hubsOf(departureCountry))] : [];
}
