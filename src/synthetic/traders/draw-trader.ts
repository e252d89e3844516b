/** Draws a new importing business with its habits. */

import type { Rng } from '../../util/rng.ts';
import type { AgencyParameters } from '../agency-parameters.ts';
import type { HabitualLine } from '../consignments/item-prior.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { type Brand, brands } from '../goods/brands.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import type { GoodsKind } from '../goods/goods-kind.ts';
import { allGoods } from '../goods/goods-pool.ts';
import type { OriginMarket } from '../goods/origin-market.ts';
import { departureRisk, hubsOf } from '../goods/provenance.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import type { PartyRegister } from './party-register.ts';
import type { ServiceProviders } from './service-providers.ts';
import type { TradeSegment } from './trade-segment.ts';
import type { Trader } from './trader.ts';

/** Share of traders who deal in doubtful goods beside honest ones, by the risk of where their first goods come from (own choice). */
const taintedShare = { low: 0.003, medium: 0.012, high: 0.022 } as const;
/** Share of traders who live on one brand's honest goods, and share of those whom the right holder has authorised; the rest trade in parallel (own choice). */
const brandImporterShare = 0.14;
const authorisedShare = 0.85;
/** Share of traders whose goods go to a store that serves many, and share of supplies that a house ships (own choices). */
const storeShare = 0.3;
const shippedByHouseShare = 0.35;
/** Share of traders who import at the border of a second agency too (own choice). */
const twoBordersShare = 0.1;

/** What a trader is drawn from. */
export interface TraderSurroundings {
  readonly register: PartyRegister;
  readonly agencies: readonly AgencyParameters[];
  readonly providers: readonly ServiceProviders[];
  readonly market: OriginMarket;
  /** Returns a foreign seller in a country: often one who sells to others too. */
  readonly findSeller: (country: string, rng: Rng) => SimulatedParty;
  /** Returns one of the few shipping houses and stores of a country. */
  readonly houseOf: (country: string, rng: Rng) => SimulatedParty;
  /** Scales all probabilities of infringement; 1 at a base rate of 2%. */
  readonly riskScale: number;
}

/** Returns a new trader. Only while rights are first recorded may it be an authorised one. */
export function drawTrader(
  surroundings: TraderSurroundings,
  segment: TradeSegment,
  mayBeAuthorised: boolean,
  rng: Rng,
): Trader {
  const { agencies, providers, register } = surroundings;
  const { agencyIndex, channel } = segment;
  const agency = agencies[agencyIndex]!;
  const served = providers[agencyIndex]!;
  const brand = drawChance(rng, brandImporterShare) ? drawOne(rng, brands) : undefined;
  const isAuthorised = brand !== undefined && mayBeAuthorised && drawChance(rng, authorisedShare);
  const count = channel === 'cargo' ? drawBetween(rng, 1, 5) : drawBetween(rng, 1, 3);
  const lines = drawLines(surroundings.market, { count, brand, isAuthorised, home: agency.country }, rng);
  const mode = channel === 'post' ? '5' : channel === 'express' ? '4' : drawMode(lines[0]!.departureCountry, rng);
  const courier = served.drawCourier(rng);
  const isBrokered = channel === 'cargo' || drawChance(rng, 0.3);
  const ownDeclarant = channel === 'post' ? served.post : courier;
  const isTainted = drawChance(rng, taintedShare[departureRisk(lines[0]!.originCountry)]) && !isAuthorised;
  const party = register.create({
    country: agency.country,
    partyKind: 'business',
    isAuthorisedOperator: drawChance(rng, 0.08),
  });
  return {
    party,
    agencyIndex,
    otherAgencyIndex: drawOtherAgency(agencies, segment, rng),
    channel,
    mode,
    office: drawOne(rng, agency.offices),
    lines,
    supplies: new Map(lines.map((line) => [line.departureCountry, drawSupply(surroundings, line, rng)] as const)),
    deliveryAddressNumber: drawChance(rng, storeShare)
      ? surroundings.houseOf(agency.country, rng).addressNumber
      : party.addressNumber,
    declarant: isBrokered ? served.drawDeclarant(rng) : ownDeclarant,
    secondDeclarant: served.drawDeclarant(rng),
    carrier: channel === 'post' ? served.post : channel === 'express' ? courier : served.carriers.get(mode)!(rng),
    size: drawLogNormal(rng, 1, 0.8),
    taint: isTainted ? Math.min(0.9, surroundings.riskScale * (0.1 + 0.4 * rng.next())) : 0,
    activity: drawLogNormal(rng, 1, 1),
  };
}

function drawSupply(
  { findSeller, houseOf }: TraderSurroundings,
  { originCountry, departureCountry }: HabitualLine,
  rng: Rng,
): { readonly seller: SimulatedParty; readonly consignor: SimulatedParty } {
  const seller = findSeller(originCountry, rng);
  return { seller, consignor: drawChance(rng, shippedByHouseShare) ? houseOf(departureCountry, rng) : seller };
}

function drawOtherAgency(
  agencies: readonly AgencyParameters[],
  { agencyIndex, channel }: TradeSegment,
  rng: Rng,
): number | undefined {
  if (!drawChance(rng, twoBordersShare)) return undefined;
  const others = agencies.flatMap((agency, index) =>
    index !== agencyIndex && agency.channels[channel] > 0 ? [index] : [],
  );
  return others.length === 0 ? undefined : drawOne(rng, others);
}

interface LinesWanted {
  readonly count: number;
  /** Brand of all lines, for an importer who lives on one. */
  readonly brand: Brand | undefined;
  readonly isAuthorised: boolean;
  /** Country of the importer, from which nothing is imported. */
  readonly home: string;
}

function drawLines(market: OriginMarket, { count, brand, isAuthorised, home }: LinesWanted, rng: Rng): HabitualLine[] {
  const kinds = brand === undefined ? undefined : goodsOf(brand);
  const first = kinds === undefined ? allGoods.draw(rng) : drawOne(rng, kinds);
  const near = kinds ?? goodsCatalogue.filter((goods) => goods.family === first.family);
  const tradersPriceLevel = 0.2 * rng.nextNormal() + (brand === undefined ? 0 : 0.4);
  const drawForeign = (goods: GoodsKind): string => {
    for (let turn = 0; turn < 20; turn++) {
      const origin = market.drawOrigin(goods.family, rng);
      if (origin !== home) return origin;
    }
    return 'CN';
  };
  const origin = drawForeign(first);
  return Array.from({ length: count }, (_, index): HabitualLine => {
    const goods =
      index === 0 ? first : kinds !== undefined || drawChance(rng, 0.75) ? drawOne(rng, near) : allGoods.draw(rng);
    const originCountry = index === 0 || drawChance(rng, 0.5) ? origin : drawForeign(goods);
    return {
      goods,
      originCountry,
      departureCountry: drawChance(rng, 0.1)
        ? drawOne(
            rng,
            hubsOf(originCountry).filter((hub) => hub !== home),
          )
        : originCountry,
      priceLevel: tradersPriceLevel + 0.4 * goods.priceSpread * rng.nextNormal(),
      brand: brand?.name,
      fakeBrand: brand?.name,
      isAuthorised,
    };
  });
}

/** Goods that a brand is faked on, and so sold on. */
function goodsOf(brand: Brand): readonly GoodsKind[] {
  return goodsCatalogue.filter((goods) => goods.lure > 0 && brand.families.includes(goods.family));
}

/** Returns the mode by which cargo comes from a country. */
export function drawMode(departureCountry: string, rng: Rng): string {
  if (nearCountries.has(departureCountry)) return drawChance(rng, 0.8) ? '3' : drawChance(rng, 0.5) ? '2' : '4';
  return drawChance(rng, 0.7) ? '1' : '4';
}

const nearCountries = new Set('DE FR IT ES PT PL CZ CH NL BE UA GB TR'.split(' '));
