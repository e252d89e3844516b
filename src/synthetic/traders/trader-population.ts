/** The traders of the world: who is active, who comes, who goes. */
import type { Rng } from '../../util/rng.ts';
import { drawAround, drawChance, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import { originChoice } from '../goods/provenance.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import type { WorldParameters } from '../world-parameters.ts';
import { drawTrader, type TraderSurroundings } from './draw-trader.ts';
import { createPartyRegister, type PartyRegister } from './party-register.ts';
import { createServiceProviders, type ServiceProviders } from './service-providers.ts';
import { createSegmentChoice, type TradeSegment } from './trade-segment.ts';
import type { Seller, Trader } from './trader.ts';

/** The population at one moment of the world. */
export interface TraderPopulation {
  readonly register: PartyRegister;
  /** By index of the agency. */
  readonly providers: readonly ServiceProviders[];
  /** Draws an active trader of a segment, busy ones more often; undefined where nobody trades. */
  drawTrader(segment: TradeSegment, rng: Rng): Trader | undefined;
  /** Draws a marketplace seller, large ones more often. */
  drawMarketSeller(rng: Rng): Seller;
  findSeller(country: string, rng: Rng): SimulatedParty;
  /** A week passes: some traders and sellers leave, as many new ones come. */
  passWeek(rng: Rng): void;
}

/** Share of marketplace sellers through whom fakes are sold (own choice). */
const taintedSellerShare = 0.07;

/** Returns the population of a world on its first day. `riskScale` is 1 at a base rate of 2%. */
export function createTraderPopulation(world: WorldParameters, riskScale: number, rng: Rng): TraderPopulation {
  const register = createPartyRegister();
  const brokers = Math.max(8, Math.round(world.businesses / 18));
  const providers = world.agencies.map((agency) => createServiceProviders(register, agency.country, brokers, rng));
  const sellersByCountry = new Map<string, SimulatedParty[]>();

  const findSeller = (country: string, draws: Rng): SimulatedParty => {
    const known = sellersByCountry.get(country) ?? [];
    sellersByCountry.set(country, known);
    if (known.length > 3 && drawChance(draws, 0.45)) return drawOne(draws, known);
    const seller = register.create({ country, partyKind: 'business', isAuthorisedOperator: false });
    // A market of bounded size: a newcomer takes somebody's place once it is full.
    if (known.length < world.businesses / 4) known.push(seller);
    else known[draws.nextInt(known.length)] = seller;
    return seller;
  };

  const surroundings: TraderSurroundings = { register, agencies: world.agencies, providers, findSeller, riskScale };
  const newSeller = (): Seller => drawMarketSeller(register, riskScale, rng);
  const drawSegment = createSegmentChoice(world.agencies);
  const newTrader = (draws: Rng): Trader => drawTrader(surroundings, drawSegment(draws), draws);
  const traders = Array.from({ length: world.businesses }, () => newTrader(rng));
  const sellers = Array.from({ length: Math.max(30, Math.round(world.businesses / 6)) }, newSeller);
  let choices = weighTraders(traders);
  let chooseSeller: WeightedChoice<Seller> = weighSellers(sellers);

  return {
    register,
    providers,
    findSeller,
    drawTrader: (segment, draws) => choices.get(segmentKey(segment))?.(draws),
    drawMarketSeller: (draws) => chooseSeller(draws),
    passWeek(draws) {
      replaceSome(traders, world.weeklyTurnover, () => newTrader(draws), draws);
      replaceSome(sellers, world.weeklyTurnover, newSeller, draws);
      choices = weighTraders(traders);
      chooseSeller = weighSellers(sellers);
    },
  };
}

const drawSoldGoods = createWeightedChoice(goodsCatalogue.map((goods) => [goods, goods.tradeWeight]));

function drawMarketSeller(register: PartyRegister, riskScale: number, rng: Rng): Seller {
  const country = originChoice(drawSoldGoods(rng).family)(rng);
  return {
    party: register.create({ country, partyKind: 'business', isAuthorisedOperator: false }),
    taint: drawChance(rng, taintedSellerShare) ? riskScale * (0.02 + 0.25 * rng.next()) : 0,
  };
}

function weighTraders(traders: readonly Trader[]): Map<string, WeightedChoice<Trader>> {
  const weights = new Map<string, [Trader, number][]>();
  for (const trader of traders) {
    const key = segmentKey(trader);
    const segment = weights.get(key);
    if (segment === undefined) weights.set(key, [[trader, trader.activity]]);
    else segment.push([trader, trader.activity]);
  }
  return new Map([...weights].map(([key, members]) => [key, createWeightedChoice(members)]));
}

function segmentKey(segment: TradeSegment): string {
  return `${segment.agencyIndex}/${segment.channel}`;
}

function weighSellers(sellers: readonly Seller[]): WeightedChoice<Seller> {
  return createWeightedChoice(sellers.map((seller, rank) => [seller, 1 / (rank + 5)]));
}

function replaceSome<T>(list: T[], share: number, create: () => T, rng: Rng): void {
  const count = drawAround(rng, list.length * share);
  for (let turn = 0; turn < count; turn++) list[rng.nextInt(list.length)] = create();
}
