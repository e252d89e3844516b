/** Plans orders of each kind of sender: traders with habits, private people, groups of infringers. An order is one consignment or several parcels. */
import type { Rng } from '../../util/rng.ts';
import type { AgencyParameters } from '../agency-parameters.ts';
import { drawBetween, drawChance, drawOne } from '../draws/distributions.ts';
import { allGoods, parcelGoods } from '../goods/goods-pool.ts';
import { hubsOf } from '../goods/provenance.ts';
import { fakeItemShare, type InfringerGroup, sellsToPeople } from '../infringers/infringer-group.ts';
import type { InfringerHabits } from '../infringers/infringer-habits.ts';
import { type OrderState, orderPosterior } from '../oracle/order-posterior.ts';
import type { SimulatedItem, SimulatedParty } from '../simulated-fact.ts';
import type { TradeSegment } from '../traders/trade-segment.ts';
import type { Seller, Trader } from '../traders/trader.ts';
import type { TraderPopulation } from '../traders/trader-population.ts';
import type { ConsignmentPlan } from './consignment-plan.ts';
import { type DrawnItem, drawItem } from './draw-item.ts';
import { infringementOdds } from './infringement-odds.ts';
import { type FakeHabits, type ItemPrior, priorOdds } from './item-prior.ts';

/** What orders are drawn from. */
export interface OrderSurroundings {
  readonly population: TraderPopulation;
  readonly agencies: readonly AgencyParameters[];
  readonly habits: InfringerHabits;
  /** 1 at a base rate of 2%. */
  readonly riskScale: number;
}

/** A fake outside a group is hardly hidden: its sender often does not know. */
const loneFake: FakeHabits = {
  undervaluation: 0.92,
  vagueness: 0.1,
  disguised: 0.03,
  hiddenBrand: 0.03,
  lightness: -0.04,
};

/** Share of private people's orders that come in two or three parcels for honest reasons (own choice). */
const honestSplitShare = 0.02;
/** Parcels that a split order comes in. */
const mostParcels = 5;

/** A prior with the odds that it gives before anything is drawn. */
interface KnownPrior {
  readonly prior: ItemPrior;
  readonly odds: number;
}

const tradersPriors = new WeakMap<Trader, Map<string, KnownPrior>>();
const sellersPriors = new WeakMap<Seller, Map<string, KnownPrior>>();

/** Plans a consignment of a trader: one to five of its lines from one country. */
export function planTradersOrder(trader: Trader, around: OrderSurroundings, rng: Rng): ConsignmentPlan[] {
  const { departureCountry } = drawOne(rng, trader.lines);
  const known = remember(tradersPriors, trader, departureCountry, () => ({
    channel: trader.channel,
    lines: trader.lines.filter((line) => line.departureCountry === departureCountry),
    unusualShare: 0.06,
    pool: allGoods,
    unusualPriceLevel: 0,
    unusualPriceSpread: 0.6,
    brandedShare: 0.12,
    size: trader.size,
    oddsOf: infringementOdds({ channel: trader.channel, taint: trader.taint, riskScale: around.riskScale }),
    fake: loneFake,
  }));
  const count = trader.channel === 'post' ? 1 : Math.min(5, 1 + Math.floor(-1.1 * Math.log(1 - rng.next())));
  const drawn = Array.from({ length: count }, () => drawItem(known.prior, rng));
  const goesElsewhere = trader.otherAgencyIndex !== undefined && drawChance(rng, 0.3);
  const agencyIndex = goesElsewhere ? trader.otherAgencyIndex! : trader.agencyIndex;
  const supply = trader.supplies.get(departureCountry)!;
  const isUsualSeller = drawChance(rng, 0.93);
  const seller = isUsualSeller ? supply.seller : around.population.findSeller(departureCountry, rng);
  const isAtHome = !goesElsewhere && drawChance(rng, 0.9);
  return [
    {
      agencyIndex,
      channel: trader.channel,
      mode: trader.mode,
      office: isAtHome ? trader.office : drawOne(rng, around.agencies[agencyIndex]!.offices),
      departureCountry,
      ...drawRoute(departureCountry, 0.1, rng),
      importer: trader.party,
      deliveryAddressNumber: drawChance(rng, 0.8) ? trader.deliveryAddressNumber : trader.party.addressNumber,
      consignor: isUsualSeller ? supply.consignor : seller,
      seller,
      platform: undefined,
      declarant: drawChance(rng, 0.88) ? trader.declarant : trader.secondDeclarant,
      carrier: trader.carrier,
      items: judged(drawn, [{ share: 1, parcelsProbability: 1, prior: known.prior }], {
        odds: known.odds,
        groupNumber: undefined,
        circumstances: [],
      }),
    },
  ];
}

/** Plans what a private person has bought: a parcel, or two or three at once. */
export function planPersonsOrder(segment: TradeSegment, around: OrderSurroundings, rng: Rng): ConsignmentPlan[] {
  const { channel, agencyIndex } = segment;
  const agency = around.agencies[agencyIndex]!;
  const served = around.population.providers[agencyIndex]!;
  const seller = drawForeignSeller(around, agency.country, rng);
  const known = remember(sellersPriors, seller, channel, () => ({
    channel,
    lines: seller.lines,
    unusualShare: 0.08,
    pool: parcelGoods,
    unusualPriceLevel: 0.25,
    unusualPriceSpread: 0.6,
    brandedShare: 0.15,
    size: 0.5,
    oddsOf: infringementOdds({ channel, taint: seller.taint, riskScale: around.riskScale }),
    fake: loneFake,
  }));
  const parcels = drawChance(rng, honestSplitShare) ? drawBetween(rng, 2, 3) : 1;
  const counts = Array.from({ length: parcels }, () =>
    parcels > 1 || drawChance(rng, 0.85) ? 1 : drawBetween(rng, 2, 4),
  );
  const drawn = counts.map((count) => Array.from({ length: count }, () => drawItem(known.prior, rng)));
  const items = judged(drawn.flat(), [{ share: 1, parcelsProbability: 1, prior: known.prior }], {
    odds: known.odds,
    groupNumber: undefined,
    circumstances: parcels > 1 ? ['split'] : [],
  });
  const { departureCountry } = seller.lines[0]!;
  const carrier = channel === 'post' ? served.post : served.drawCourier(rng);
  const importer = around.population.drawPerson(agency.country, rng);
  const shared = {
    ...segment,
    mode: channel === 'post' ? '5' : '4',
    office: drawOne(rng, agency.offices),
    departureCountry,
    ...drawRoute(departureCountry, 0.12, rng),
    importer,
    deliveryAddressNumber: importer.addressNumber,
    consignor: seller.consignor,
    seller: seller.party,
    platform: seller.platform,
    declarant: carrier,
    carrier,
  };
  return inParcels(items, counts).map((ofParcel) => ({ ...shared, items: ofParcel }));
}

/** Draws a seller whose parcels cross the border. */
function drawForeignSeller({ population }: OrderSurroundings, home: string, rng: Rng): Seller {
  let seller = population.drawMarketSeller(rng);
  for (let turn = 0; turn < 20 && seller.lines[0]!.departureCountry === home; turn++) {
    seller = population.drawMarketSeller(rng);
  }
  return seller;
}

/** Share of a group's orders that are split, with fakes by habit and as cover. */
const coverSplitShare = 0.04;

/** Plans an order of a group: fakes with something packed around them, or honest goods as cover; labels go apart. */
export function planGroupsOrder(group: InfringerGroup, around: OrderSurroundings, rng: Rng): ConsignmentPlan[] {
  const { habits } = around;
  const { agencyIndex, channel } = group.segment;
  const isLabels = group.labelLines.length > 0 && drawChance(rng, 2 * habits.labels);
  const toPeople = sellsToPeople(group);
  const dirtyShare = dirtyShareOf(group, habits);
  const isDirty = drawChance(rng, dirtyShare);
  const splitShare = { dirty: toPeople ? habits.split : 0, cover: toPeople ? coverSplitShare : 0 };
  const isSplit = drawChance(rng, isDirty ? splitShare.dirty : splitShare.cover);
  const parcels = isSplit ? drawBetween(rng, 2, mostParcels) : 1;
  const counts = Array.from({ length: parcels }, () =>
    channel === 'post' || drawChance(rng, 0.6) ? 1 : drawBetween(rng, 2, 4),
  );
  const priors = groupsPriors(group, isLabels, habits);
  const prior = isDirty ? priors.dirty : priors.cover;
  const drawn = counts.map((count) => Array.from({ length: count }, () => drawItem(prior, rng)));
  const parcelsProbability = (share: number): number => (isSplit ? share / (mostParcels - 1) : 1 - share);
  const states: OrderState[] = [
    { share: dirtyShare, parcelsProbability: parcelsProbability(splitShare.dirty), prior: priors.dirty },
    { share: 1 - dirtyShare, parcelsProbability: parcelsProbability(splitShare.cover), prior: priors.cover },
  ];
  const route = drawGroupsRoute(group, rng);
  const front = drawOne(rng, group.fronts);
  const victim =
    !toPeople && drawChance(rng, habits.hijacked) ? around.population.drawTrader(group.segment, rng) : undefined;
  const items = judged(drawn.flat(), states, {
    odds: dirtyShare * fakeItemShare,
    groupNumber: group.number,
    circumstances: [
      ...(isSplit ? ['split'] : []),
      ...(isLabels ? ['labels apart'] : []),
      ...(victim !== undefined ? ['hijacked identity'] : []),
      ...(route.departureCountry !== group.lines[0]!.originCountry ? ['hub'] : []),
      ...(route.freeZone !== undefined ? ['free zone'] : []),
      ...(group.isCampaign ? ['campaign'] : []),
      ...(habits.isProbing ? [group.course] : []),
      'network',
    ],
  });
  const { country } = around.agencies[agencyIndex]!;
  const importer = toPeople
    ? around.population.drawPerson(country, rng)
    : victim === undefined
      ? front
      : hijacked(victim.party, group);
  const seller = toPeople ? front : drawOne(rng, group.sellers);
  const shared = {
    agencyIndex,
    channel,
    mode: group.mode,
    office: drawChance(rng, 0.8) ? group.office : drawOne(rng, around.agencies[agencyIndex]!.offices),
    ...route,
    importer,
    // Behind all fronts stands one store.
    deliveryAddressNumber: !toPeople && drawChance(rng, 0.6) ? group.addresses[0]! : importer.addressNumber,
    consignor: drawChance(rng, 0.85) ? group.shipper : seller,
    seller,
    platform: toPeople ? group.platform : undefined,
    declarant: drawChance(rng, 0.85) ? group.declarant : around.population.providers[agencyIndex]!.drawDeclarant(rng),
    carrier: group.carrier,
  };
  return inParcels(items, counts).map((ofParcel) => ({ ...shared, items: ofParcel }));
}

/** Probability of fakes in the next order: a group's own, or by its course where it probes. */
function dirtyShareOf(group: InfringerGroup, habits: InfringerHabits): number {
  if (!habits.isProbing) return group.dirtyShare;
  return { probe: 0.35, push: 0.85, rest: 0.05 }[group.course];
}

function groupsPriors(
  group: InfringerGroup,
  isLabels: boolean,
  habits: InfringerHabits,
): { readonly dirty: ItemPrior; readonly cover: ItemPrior } {
  const dirty: ItemPrior = {
    channel: group.segment.channel,
    lines: isLabels ? group.labelLines : group.lines,
    unusualShare: 0,
    pool: allGoods,
    unusualPriceLevel: 0,
    unusualPriceSpread: 0.6,
    brandedShare: 0.12,
    // What a probe risks is small.
    size: habits.isProbing && group.course === 'probe' ? 0.15 : 1,
    oddsOf: () => fakeItemShare,
    fake: group.fake,
  };
  return { dirty, cover: { ...dirty, unusualShare: isLabels ? 0 : 0.85, oddsOf: () => 0 } };
}

function drawGroupsRoute(
  group: InfringerGroup,
  rng: Rng,
): Pick<ConsignmentPlan, 'departureCountry' | 'transitCountries' | 'freeZone'> {
  const departureCountry =
    group.hub !== undefined && (group.isCampaign || drawChance(rng, 0.8)) ? group.hub : group.lines[0]!.originCountry;
  const route = drawRoute(departureCountry, 0.2, rng);
  const isInZone = departureCountry === group.hub && group.usesFreeZone && drawChance(rng, 0.8);
  return { departureCountry, ...route, freeZone: isInZone ? freeZoneOf(departureCountry) : route.freeZone };
}

/** A known importer's name and number over the group's own address and telephone (domain indicator R8 [S106]). */
function hijacked(victim: SimulatedParty, group: InfringerGroup): SimulatedParty {
  return { ...victim, addressNumber: group.addresses[0]!, phoneNumber: group.phones[0]! };
}

/** Countries with free zones on the usual routes (OECD/EUIPO [S59][S62][S97]). */
const freeZoneCountries = new Set(['AE', 'SG', 'PA', 'HK', 'MA', 'EG', 'TR', 'CN']);
/** Share of honest consignments from there that come through one (own choice). */
const freeZoneShare = 0.04;

function freeZoneOf(country: string): string | undefined {
  return freeZoneCountries.has(country) ? `FZ-${country}-1` : undefined;
}

function drawRoute(
  departureCountry: string,
  transitShare: number,
  rng: Rng,
): Pick<ConsignmentPlan, 'transitCountries' | 'freeZone'> {
  return {
    transitCountries: drawChance(rng, transitShare) ? [drawOne(rng, hubsOf(departureCountry))] : [],
    freeZone: drawChance(rng, freeZoneShare) ? freeZoneOf(departureCountry) : undefined,
  };
}

interface Judgement {
  /** The maker's odds of an item of the order. */
  readonly odds: number;
  readonly groupNumber: number | undefined;
  readonly circumstances: readonly string[];
}

/** Gives the drawn items of an order their whole truth: the maker's odds, the oracle's margin and the evidence. */
function judged(drawn: readonly DrawnItem[], states: readonly OrderState[], judgement: Judgement): SimulatedItem[] {
  const margins = orderPosterior(drawn, states);
  return drawn.map((item, index) => ({
    ...item,
    itemNumber: index + 1,
    truth: {
      ...item.truth,
      probability: judgement.odds,
      oracleMargin: margins[index]!,
      groupNumber: judgement.groupNumber,
      prior: states[0]!.prior,
      circumstances: judgement.circumstances,
    },
  }));
}

function inParcels(items: readonly SimulatedItem[], counts: readonly number[]): SimulatedItem[][] {
  if (counts.length === 1) return [[...items]];
  let from = 0;
  return counts.map((count) => {
    const ofParcel = items.slice(from, from + count).map((item, index) => ({ ...item, itemNumber: index + 1 }));
    from += count;
    return ofParcel;
  });
}

function remember<Sender extends object>(
  memory: WeakMap<Sender, Map<string, KnownPrior>>,
  sender: Sender,
  key: string,
  create: () => ItemPrior,
): KnownPrior {
  const ofSender = memory.get(sender) ?? new Map<string, KnownPrior>();
  memory.set(sender, ofSender);
  let known = ofSender.get(key);
  if (known === undefined) {
    const prior = create();
    known = { prior, odds: priorOdds(prior) };
    ofSender.set(key, known);
  }
  return known;
}
