/** The traders of the world: who is active, who comes, who goes. */
import type { Rng } from '../../util/rng.ts';
import { drawAround, drawChance, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice, type WeightedChoice } from '../draws/weighted-choice.ts';
import type { OriginMarket } from '../goods/origin-market.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import type { WorldParameters } from '../world-parameters.ts';
import { drawMarketSeller } from './draw-market-seller.ts';
import { drawTrader, type TraderSurroundings } from './draw-trader.ts';
import { createPartyRegister, type PartyRegister } from './party-register.ts';
import { createServiceProviders, type ServiceProviders } from './service-providers.ts';
import { createSegmentChoice, type TradeSegment } from './trade-segment.ts';
import type { Seller, Trader } from './trader.ts';

/** The population at one moment of the world. */
export interface TraderPopulation {
  readonly register: PartyRegister;
  readonly market: OriginMarket;
  /** By index of the agency. */
  readonly providers: readonly ServiceProviders[];
  /** Everybody who trades on the first day. */
  readonly firstTraders: readonly Trader[];
  /** Draws an active trader of a segment, busy ones more often; undefined where nobody trades. */
  drawTrader(segment: TradeSegment, rng: Rng): Trader | undefined;
  /** Draws a marketplace seller, large ones more often. */
  drawMarketSeller(rng: Rng): Seller;
  /** Draws the private person who orders: most are never seen again, a few come back. */
  drawPerson(country: string, rng: Rng): SimulatedParty;
  findSeller(country: string, rng: Rng): SimulatedParty;
  /** A week passes: some traders and sellers leave, as many new ones come. */
  passWeek(rng: Rng): void;
}

/** Share of orders by private people who have ordered before (own choice), and how many of them are remembered. */
const returningShare = 0.12;
const rememberedPeople = 500;
/** Share of new firms that share another's address, as in a business centre (own choice). */
const sharedAddressShare = 0.04;

/** Returns the population of a world on its first day. `riskScale` is 1 at a base rate of 2%. */
export function createTraderPopulation(
  world: WorldParameters,
  market: OriginMarket,
  riskScale: number,
  rng: Rng,
): TraderPopulation {
  const register = sharingRegister(createPartyRegister(), rng.fork('addresses'));
  const brokers = Math.max(8, Math.round(world.businesses / 18));
  const providers = world.agencies.map((agency) => createServiceProviders(register, agency.country, brokers, rng));
  const sellersByCountry = new Map<string, SimulatedParty[]>();
  const housesByCountry = new Map<string, SimulatedParty[]>();
  const peopleByCountry = new Map<string, SimulatedParty[]>();

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
  const houseOf = (country: string, draws: Rng): SimulatedParty => {
    const known = housesByCountry.get(country) ?? [];
    housesByCountry.set(country, known);
    if (known.length < 6) known.push(register.create({ country, partyKind: 'business', isAuthorisedOperator: false }));
    return drawOne(draws, known);
  };

  const surroundings: TraderSurroundings = {
    register,
    agencies: world.agencies,
    providers,
    market,
    findSeller,
    houseOf,
    riskScale,
  };
  const newSeller = (draws: Rng): Seller => drawMarketSeller(surroundings, draws);
  const drawSegment = createSegmentChoice(world.agencies);
  const firstTraders = Array.from({ length: world.businesses }, () =>
    drawTrader(surroundings, drawSegment(rng), true, rng),
  );
  const traders = [...firstTraders];
  const sellers = Array.from({ length: Math.max(30, Math.round(world.businesses / 3)) }, () => newSeller(rng));
  let choices = weighTraders(traders);
  let chooseSeller: WeightedChoice<Seller> = weighSellers(sellers);

  return {
    register,
    market,
    providers,
    firstTraders,
    findSeller,
    drawTrader: (segment, draws) => choices.get(segmentKey(segment))?.(draws),
    drawMarketSeller: (draws) => chooseSeller(draws),
    drawPerson(country, draws) {
      const people = peopleByCountry.get(country) ?? [];
      peopleByCountry.set(country, people);
      if (people.length > 20 && drawChance(draws, returningShare)) return drawOne(draws, people);
      const person = register.create({ country, partyKind: 'natural', isAuthorisedOperator: false });
      if (people.length < rememberedPeople) people.push(person);
      else if (drawChance(draws, 0.05)) people[draws.nextInt(people.length)] = person;
      return person;
    },
    passWeek(draws) {
      const share = Math.min(1, world.weeklyTurnover + market.weeklyEntry);
      replaceSome(traders, share, () => drawTrader(surroundings, drawSegment(draws), false, draws), draws);
      replaceSome(sellers, share, () => newSeller(draws), draws);
      choices = weighTraders(traders);
      chooseSeller = weighSellers(sellers);
    },
  };
}

/** Some firms share the address of one that came shortly before. */
function sharingRegister(register: PartyRegister, rng: Rng): PartyRegister {
  let last: SimulatedParty | undefined;
  return {
    create(of) {
      const shares =
        of.partyKind === 'business' &&
        of.addressNumber === undefined &&
        last?.country === of.country &&
        drawChance(rng, sharedAddressShare);
      const party = register.create(shares ? { ...of, addressNumber: last!.addressNumber } : of);
      if (of.partyKind === 'business') last = party;
      return party;
    },
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
  return createWeightedChoice(sellers.map((seller, rank) => [seller, 1 / (rank + 15)]));
}

function replaceSome<T>(list: T[], share: number, create: () => T, rng: Rng): void {
  const count = drawAround(rng, list.length * share);
  for (let turn = 0; turn < count; turn++) list[rng.nextInt(list.length)] = create();
}
