/** A group of infringers: what it deals in, how it ships, whom it hides behind, and how it reacts to losses. */

import type { Rng } from '../../util/rng.ts';
import type { AgencyParameters } from '../agency-parameters.ts';
import type { FakeHabits, HabitualLine } from '../consignments/item-prior.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import { brandsOf } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import { hubsOf } from '../goods/provenance.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import { platforms } from '../traders/draw-market-seller.ts';
import { drawMode } from '../traders/draw-trader.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { TraderPopulation } from '../traders/trader-population.ts';
import type { InfringerHabits } from './infringer-habits.ts';

/** Where a probing group stands: testing, sending what got through, or lying low. */
type Course = 'probe' | 'push' | 'rest';

/** One group; its route, parties and fronts change as it loses goods. */
export interface InfringerGroup {
  readonly number: number;
  readonly activity: number;
  /** Probability that an order carries fakes at all; the rest is cover. */
  readonly dirtyShare: number;
  readonly fake: FakeHabits;
  readonly lines: readonly HabitualLine[];
  /** Labels and packaging for the goods, sent apart; empty for groups that send none. */
  readonly labelLines: readonly HabitualLine[];
  readonly isCampaign: boolean;
  segment: TradeSegment;
  mode: string;
  office: string;
  /** Where the goods leave from: their origin, or a hub. */
  hub: string | undefined;
  /** Whether the hub's free zone is used. */
  usesFreeZone: boolean;
  /**
   * Who hides the group: importing firms for cargo and express, selling accounts for parcels to private people.
   */
  readonly fronts: SimulatedParty[];
  readonly sellers: SimulatedParty[];
  /** Who ships what the group sells to people. */
  shipper: SimulatedParty;
  platform: string;
  /** Numbers of the addresses and telephones that its fronts share. */
  readonly addresses: number[];
  readonly phones: number[];
  declarant: SimulatedParty;
  carrier: SimulatedParty;
  course: Course;
  /** Weeks since the course began. */
  courseWeeks: number;
}

/** What groups are drawn from. */
export interface GroupSurroundings {
  readonly population: TraderPopulation;
  readonly agencies: readonly AgencyParameters[];
  readonly drawSegment: (rng: Rng) => TradeSegment;
  readonly habits: InfringerHabits;
}

/** What a group is made with where it is not left to chance. */
export interface GroupPlan {
  readonly segment?: TradeSegment;
  readonly mode?: string;
  readonly hub?: string;
  readonly lines?: readonly HabitualLine[];
  readonly isCampaign?: boolean;
}

/** Probability that an item of a dirty consignment is a fake; the rest is packed around it. */
export const fakeItemShare = 0.93;

/** Goods that are worth a group's while. */
const luredGoods = goodsCatalogue.filter((goods) => goods.lure >= 2 && goods.family !== 'packaging');
const drawLuredGoods = createWeightedChoice(luredGoods.map((goods) => [goods, goods.lure]));
/** Labels, packaging and fittings: headings 4821, 3923, 5807 and 9606/9607 (domain indicator R15 [S61][S86][S89]). */
const labelGoods = goodsCatalogue.filter((goods) => goods.family === 'packaging' && goods.lure >= 3);

/** Returns a new group. */
export function createInfringerGroup(
  number: number,
  surroundings: GroupSurroundings,
  rng: Rng,
  plan: GroupPlan = {},
): InfringerGroup {
  const { population, habits } = surroundings;
  const segment = plan.segment ?? surroundings.drawSegment(rng);
  const lines = plan.lines ?? drawFakeLines(surroundings, rng);
  const country = lines[0]!.originCountry;
  const [least, greatest] = habits.dirtyShare;
  const shipper = population.register.create({ country, partyKind: 'business', isAuthorisedOperator: false });
  const group: InfringerGroup = {
    number,
    activity: drawLogNormal(rng, 1, 0.5),
    dirtyShare: least + (greatest - least) * rng.next(),
    fake: {
      undervaluation: 0.4 + 0.35 * rng.next(),
      vagueness: 0.15 + 0.4 * rng.next(),
      disguised: 0.08,
      hiddenBrand: 0.15,
      lightness: -0.12,
    },
    lines,
    labelLines: drawChance(rng, 0.5) ? [drawLabelLine(lines[0]!, rng)] : [],
    isCampaign: plan.isCampaign ?? false,
    segment,
    ...drawShipping(segment, surroundings, rng),
    hub: undefined,
    usesFreeZone: false,
    fronts: [],
    sellers: [],
    shipper,
    platform: drawOne(rng, platforms),
    addresses: [population.register.create(nobody(segment, surroundings)).addressNumber, shipper.number],
    phones: [population.register.create(nobody(segment, surroundings)).phoneNumber, shipper.number],
    course: 'probe',
    courseWeeks: 0,
  };
  if (plan.mode !== undefined) group.mode = plan.mode;
  takeHub(group, rng);
  if (plan.hub !== undefined) group.hub = plan.hub;
  for (let count = drawBetween(rng, 1, 3); count > 0; count--) group.sellers.push(population.findSeller(country, rng));
  for (let count = drawBetween(rng, 2, 4); count > 0; count--) group.fronts.push(createFront(group, surroundings, rng));
  return group;
}

/** Whether the group sells parcels to private people, so that its selling accounts are its fronts. */
export function sellsToPeople(group: InfringerGroup): boolean {
  return group.segment.channel === 'post';
}

/**
 * The group learns that goods behind a front were taken: by its habits the front is burnt and another found, and now and then the seller, the
 * hub, or the whole route with its agency are changed.
 */
export function reactToLoss(
  group: InfringerGroup,
  frontNumber: number,
  surroundings: GroupSurroundings,
  rng: Rng,
): void {
  const { habits, population } = surroundings;
  const burnt = group.fronts.findIndex((front) => front.number === frontNumber);
  if (burnt >= 0 && drawChance(rng, habits.burnt)) group.fronts[burnt] = createFront(group, surroundings, rng);
  if (drawChance(rng, habits.newSeller)) {
    const country = group.lines[0]!.originCountry;
    group.sellers[rng.nextInt(group.sellers.length)] = population.findSeller(country, rng);
    if (drawChance(rng, 0.5)) {
      group.shipper = population.register.create({ country, partyKind: 'business', isAuthorisedOperator: false });
    }
  }
  // A campaign keeps its route.
  if (!group.isCampaign && drawChance(rng, habits.newHub)) takeHub(group, rng);
  if (!group.isCampaign && drawChance(rng, habits.moved)) moveGroup(group, surroundings, rng);
  if (habits.isProbing) {
    group.course = 'rest';
    group.courseWeeks = 0;
  }
}

/** A front that has served for long is given up even without a loss. */
export function retireFront(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): void {
  group.fronts[rng.nextInt(group.fronts.length)] = createFront(group, surroundings, rng);
}

/** A week passes for a probing group: what was not caught is pushed, and after a rest it tests another way. */
export function followCourse(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): void {
  group.courseWeeks += 1;
  if (group.course === 'probe' && group.courseWeeks >= 2) {
    group.course = 'push';
    group.courseWeeks = 0;
  } else if (group.course === 'rest' && group.courseWeeks >= 2) {
    retireFront(group, surroundings, rng);
    if (drawChance(rng, 0.3)) takeHub(group, rng);
    group.course = 'probe';
    group.courseWeeks = 0;
  }
}

/** Another way always, and every second time another agency and channel; fronts stay where they can still serve. */
function moveGroup(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): void {
  const before = group.segment;
  const segment = drawChance(rng, 0.5) ? surroundings.drawSegment(rng) : before;
  Object.assign(group, { segment, ...drawShipping(segment, surroundings, rng) });
  takeHub(group, rng);
  const areSellers = before.channel === 'post';
  const stay = areSellers === sellsToPeople(group) && (areSellers || before.agencyIndex === segment.agencyIndex);
  if (stay) return;
  for (let place = 0; place < group.fronts.length; place++) {
    group.fronts[place] = createFront(group, surroundings, rng);
  }
}

function drawFakeLines({ population }: GroupSurroundings, rng: Rng): HabitualLine[] {
  const first = drawLuredGoods(rng);
  const drawOfFamily = createWeightedChoice(
    luredGoods.filter((goods) => goods.family === first.family).map((goods) => [goods, goods.lure] as const),
  );
  const originCountry = population.market.drawRiskyOrigin(first.family, rng);
  return Array.from({ length: drawBetween(rng, 1, 3) }, (_, index) => {
    const goods = index === 0 ? first : drawOfFamily(rng);
    return {
      goods,
      originCountry,
      departureCountry: originCountry,
      priceLevel: 0.3 * goods.priceSpread * rng.nextNormal(),
      brand: undefined,
      fakeBrand: drawOne(rng, brandsOf(goods.family)).name,
      isAuthorised: false,
    };
  });
}

function drawLabelLine(line: HabitualLine, rng: Rng): HabitualLine {
  const goods = drawOne(rng, labelGoods);
  return { ...line, goods, priceLevel: 0.3 * goods.priceSpread * rng.nextNormal() };
}

function takeHub(group: InfringerGroup, rng: Rng): void {
  group.hub = drawChance(rng, 0.4) ? drawOne(rng, hubsOf(group.lines[0]!.originCountry)) : undefined;
  group.usesFreeZone = group.hub !== undefined && drawChance(rng, 0.5);
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
  // A small broker who does not ask: one of the smaller half.
  const { declarants } = served;
  const half = Math.floor(declarants.length / 2);
  const declarant = declarants[half + rng.nextInt(declarants.length - half)]!;
  if (segment.channel === 'express') return { mode: '4', office, declarant, carrier: courier };
  const mode = drawMode('CN', rng);
  return { mode, office, declarant, carrier: served.carriers.get(mode)!(rng) };
}

/** Probability that a new front uses an address, and a telephone, of the group rather than its own (own choice). */
const sharedAddress = 0.65;
const sharedPhone = 0.5;

function createFront(group: InfringerGroup, surroundings: GroupSurroundings, rng: Rng): SimulatedParty {
  const country = sellsToPeople(group)
    ? group.lines[0]!.originCountry
    : surroundings.agencies[group.segment.agencyIndex]!.country;
  const sharesAddress = drawChance(rng, sharedAddress);
  const sharesPhone = drawChance(rng, sharedPhone);
  return surroundings.population.register.create({
    country,
    partyKind: 'business',
    isAuthorisedOperator: false,
    ...(sharesAddress ? { addressNumber: drawOne(rng, group.addresses) } : {}),
    ...(sharesPhone ? { phoneNumber: drawOne(rng, group.phones) } : {}),
  });
}

/** A party that is never named; only its address or telephone is used. */
function nobody(segment: TradeSegment, { agencies }: GroupSurroundings) {
  return {
    country: agencies[segment.agencyIndex]!.country,
    partyKind: 'natural',
    isAuthorisedOperator: false,
  } as const;
}
