/** A group of infringers: what it deals in, how it ships, whom it hides behind, and how it reacts to losses. */
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import { brandsOf } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';
import { hubsOf, originChoice, originRisk } from '../goods/provenance.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import { drawMode } from '../traders/draw-trader.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { TraderPopulation } from '../traders/trader-population.ts';
import type { AgencyParameters } from '../world-parameters.ts';

/** Goods that a group fakes. */
interface FakeLine {
  readonly goods: GoodsKind;
  readonly brand: string;
  readonly originCountry: string;
}

/** One group; its route, parties and fronts change as it loses goods. */
export interface InfringerGroup {
  readonly number: number;
  readonly activity: number;
  /** Probability that a consignment carries fakes at all; the rest is cover. */
  readonly dirtyShare: number;
  /** Median of declared over real price. */
  readonly undervaluation: number;
  /** Probability that a description is vague. */
  readonly vagueness: number;
  readonly lines: readonly FakeLine[];
  segment: TradeSegment;
  mode: string;
  office: string;
  /** Where the goods leave from: their origin, or a hub. */
  hub: string | undefined;
  /**
   * Who hides the group: importing firms for cargo and express, selling accounts for parcels to private people.
   */
  readonly fronts: SimulatedParty[];
  readonly sellers: SimulatedParty[];
  declarant: SimulatedParty;
  carrier: SimulatedParty;
}

/** What groups are drawn from. */
export interface GroupSurroundings {
  readonly population: TraderPopulation;
  readonly agencies: readonly AgencyParameters[];
  readonly drawSegment: (rng: Rng) => TradeSegment;
}

/** Probability that an item of a dirty consignment is a fake; the rest is packed around it. */
export const fakeItemShare = 0.85;

const drawLuredGoods = createWeightedChoice(
  goodsCatalogue.filter((goods) => goods.lure > 0).map((goods) => [goods, goods.lure]),
);

/** Returns a new group. */
export function createInfringerGroup(number: number, surroundings: GroupSurroundings, rng: Rng): InfringerGroup {
  const segment = surroundings.drawSegment(rng);
  const group: InfringerGroup = {
    number,
    activity: drawLogNormal(rng, 1, 0.5),
    dirtyShare: 0.3 + 0.5 * rng.next(),
    undervaluation: 0.4 + 0.35 * rng.next(),
    vagueness: 0.15 + 0.5 * rng.next(),
    lines: drawFakeLines(rng),
    segment,
    ...drawShipping(segment, surroundings, rng),
    hub: undefined,
    fronts: [],
    sellers: [],
  };
  group.hub = drawHub(group, rng);
  const sellerCountry = group.lines[0]!.originCountry;
  for (let count = drawBetween(rng, 1, 3); count > 0; count--) {
    group.sellers.push(surroundings.population.findSeller(sellerCountry, rng));
  }
  for (let count = drawBetween(rng, 2, 4); count > 0; count--) group.fronts.push(createFront(group, surroundings));
  return group;
}

/** Whether the group sells parcels to private people, so that its selling accounts are its fronts. */
export function sellsToPeople(group: InfringerGroup): boolean {
  return group.segment.channel === 'post';
}

/**
 * The group learns that goods behind a front were taken: most fronts are burnt at once and found anew, and now and then the seller, the
 * declarant, the hub, or the whole route with its agency are changed.
 */
export function reactToLoss(
  group: InfringerGroup,
  frontNumber: number,
  surroundings: GroupSurroundings,
  rng: Rng,
): void {
  const burnt = group.fronts.findIndex((front) => front.number === frontNumber);
  if (burnt >= 0 && drawChance(rng, 0.75)) group.fronts[burnt] = createFront(group, surroundings);
  if (drawChance(rng, 0.12)) {
    const place = rng.nextInt(group.sellers.length);
    group.sellers[place] = surroundings.population.findSeller(group.lines[0]!.originCountry, rng);
  }
  if (drawChance(rng, 0.08)) group.hub = drawHub(group, rng);
  if (drawChance(rng, 0.04)) moveGroup(group, surroundings, rng);
}

/** A front that has served for long is given up even without a loss. */
export function retireFront(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): void {
  group.fronts[rng.nextInt(group.fronts.length)] = createFront(group, surroundings);
}

function moveGroup(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): void {
  const segment = surroundings.drawSegment(rng);
  Object.assign(group, { segment, ...drawShipping(segment, surroundings, rng) });
  for (let place = 0; place < group.fronts.length; place++) group.fronts[place] = createFront(group, surroundings);
}

function drawFakeLines(rng: Rng): FakeLine[] {
  const first = drawLuredGoods(rng);
  const family = goodsCatalogue.filter((goods) => goods.family === first.family && goods.lure > 0);
  const originCountry = drawRiskyOrigin(first, rng);
  return Array.from({ length: drawBetween(rng, 1, 3) }, (_, index) => {
    const goods = index === 0 ? first : drawOne(rng, family);
    return { goods, brand: drawOne(rng, brandsOf(goods.family)).name, originCountry };
  });
}

/** Draws an origin by its trade and its risk: of up to six draws from the trade, the first that passes by risk. */
function drawRiskyOrigin(goods: GoodsKind, rng: Rng): string {
  const draw = originChoice(goods.family);
  for (let turn = 0; turn < 6; turn++) {
    const origin = draw(rng);
    if (rng.next() * 3.2 < originRisk(origin)) return origin;
  }
  return draw(rng);
}

function drawHub(group: InfringerGroup, rng: Rng): string | undefined {
  return drawChance(rng, 0.4) ? drawOne(rng, hubsOf(group.lines[0]!.originCountry)) : undefined;
}

function drawShipping(
  segment: TradeSegment,
  surroundings: GroupSurroundings,
  rng: Rng,
): Pick<InfringerGroup, 'mode' | 'office' | 'declarant' | 'carrier'> {
  const served = surroundings.population.providers[segment.agencyIndex]!;
  const office = drawOne(rng, surroundings.agencies[segment.agencyIndex]!.offices);
  if (segment.channel === 'post') return { mode: '5', office, declarant: served.post, carrier: served.post };
  const courier = served.drawCourier(rng);
  // A small broker rather than a large one: drawn evenly.
  const declarant = drawOne(rng, served.declarants);
  if (segment.channel === 'express') return { mode: '4', office, declarant, carrier: courier };
  const mode = drawMode('CN', rng);
  return { mode, office, declarant, carrier: served.carriers.get(mode)!(rng) };
}

function createFront(group: InfringerGroup, surroundings: GroupSurroundings): SimulatedParty {
  const country = sellsToPeople(group)
    ? group.lines[0]!.originCountry
    : surroundings.agencies[group.segment.agencyIndex]!.country;
  return surroundings.population.register.create({ country, partyKind: 'business', isAuthorisedOperator: false });
}
