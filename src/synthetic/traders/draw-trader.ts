/** Draws a new importing business with its habits. */
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawLogNormal, drawOne } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import { goodsCatalogue } from '../goods/goods-catalogue.ts';
import { hubsOf, originChoice } from '../goods/provenance.ts';
import type { SimulatedParty } from '../simulated-fact.ts';
import type { AgencyParameters } from '../world-parameters.ts';
import type { PartyRegister } from './party-register.ts';
import type { ServiceProviders } from './service-providers.ts';
import type { TradeSegment } from './trade-segment.ts';
import type { TradeLine, Trader } from './trader.ts';

const drawGoods = createWeightedChoice(goodsCatalogue.map((goods) => [goods, goods.tradeWeight]));

/** Share of traders who deal in doubtful goods beside honest ones (own choice). */
const taintedShare = 0.05;

/** What a trader is drawn from. */
export interface TraderSurroundings {
  readonly register: PartyRegister;
  readonly agencies: readonly AgencyParameters[];
  readonly providers: readonly ServiceProviders[];
  /** Returns a foreign seller in a country: often one who sells to others too. */
  readonly findSeller: (country: string, rng: Rng) => SimulatedParty;
  /** Scales all probabilities of infringement; 1 at a base rate of 2%. */
  readonly riskScale: number;
}

/** Returns a new trader. */
export function drawTrader(surroundings: TraderSurroundings, segment: TradeSegment, rng: Rng): Trader {
  const { agencies, providers, register } = surroundings;
  const { agencyIndex, channel } = segment;
  const agency = agencies[agencyIndex]!;
  const served = providers[agencyIndex]!;
  const lines = drawLines(surroundings, channel === 'cargo' ? drawBetween(rng, 1, 5) : drawBetween(rng, 1, 3), rng);
  const mode = channel === 'post' ? '5' : channel === 'express' ? '4' : drawMode(lines[0]!.departureCountry, rng);
  const courier = served.drawCourier(rng);
  const isBrokered = channel === 'cargo' || drawChance(rng, 0.3);
  const ownDeclarant = channel === 'post' ? served.post : courier;
  return {
    party: register.create({
      country: agency.country,
      partyKind: 'business',
      isAuthorisedOperator: drawChance(rng, 0.08),
    }),
    agencyIndex,
    channel,
    mode,
    office: drawOne(rng, agency.offices),
    lines,
    declarant: isBrokered ? served.drawDeclarant(rng) : ownDeclarant,
    secondDeclarant: served.drawDeclarant(rng),
    carrier: channel === 'post' ? served.post : channel === 'express' ? courier : served.carriers.get(mode)!(rng),
    size: drawLogNormal(rng, 1, 0.8),
    taint: drawChance(rng, taintedShare) ? surroundings.riskScale * (0.01 + 0.2 * rng.next() ** 2) : 0,
    activity: drawLogNormal(rng, 1, 1),
  };
}

function drawLines(surroundings: TraderSurroundings, count: number, rng: Rng): TradeLine[] {
  const first = drawGoods(rng);
  const tradersPriceLevel = 0.3 * rng.nextNormal();
  return Array.from({ length: count }, (_, index): TradeLine => {
    const near = goodsCatalogue.filter((goods) => goods.family === first.family);
    const goods = index === 0 ? first : drawChance(rng, 0.75) ? drawOne(rng, near) : drawGoods(rng);
    const originCountry = originChoice(goods.family)(rng);
    return {
      goods,
      originCountry,
      departureCountry: drawChance(rng, 0.1) ? drawOne(rng, hubsOf(originCountry)) : originCountry,
      seller: surroundings.findSeller(originCountry, rng),
      priceLevel: tradersPriceLevel + 0.6 * goods.priceSpread * rng.nextNormal(),
    };
  });
}

/** Returns the mode by which cargo comes from a country. */
export function drawMode(departureCountry: string, rng: Rng): string {
  if (nearCountries.has(departureCountry)) return drawChance(rng, 0.8) ? '3' : drawChance(rng, 0.5) ? '2' : '4';
  return drawChance(rng, 0.7) ? '1' : '4';
}

const nearCountries = new Set(['DE', 'FR', 'IT', 'ES', 'PT', 'PL', 'CZ', 'CH', 'NL', 'BE', 'UA', 'GB', 'TR']);
