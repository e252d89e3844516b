/** Runs a simulated world day by day and tells what becomes known, in order. */
import { dayMs } from '../domain/moment.ts';
import { createRng, type Rng } from '../util/rng.ts';
import { drawManifest, manifestLeadDays } from './consignments/draw-manifest.ts';
import { drawOrder, type WorldNow } from './consignments/draw-order.ts';
import { chooseExaminations } from './controls/choose-examinations.ts';
import { drawExamination } from './controls/draw-examination.ts';
import { createLocalTargeting, type LocalTargeting } from './controls/local-targeting.ts';
import { createRightsRegister, type RightsRegister } from './controls/rights-register.ts';
import { createOriginMarket } from './goods/origin-market.ts';
import { createInfringerGroups } from './infringers/infringer-groups.ts';
import { sellingFrontNumber } from './infringers/selling-front-number.ts';
import { type DayPlan, isInSeason, planDays } from './plan-days.ts';
import type { SimulatedConsignment, SimulatedFact } from './simulated-fact.ts';
import { createSegmentChoice } from './traders/trade-segment.ts';
import { createTraderPopulation } from './traders/trader-population.ts';
import type { WorldParameters } from './world-parameters.ts';

/** Base rate that the odds of the world are fitted to; another rate scales them. */
const fittedBaseRate = 0.02;

/** Post makes 57%, express 12% and cargo the rest of seizures, and far less of the goods (OECD 2018 [S74]): weights of the channels that groups choose. */
const groupsChannels = { post: 1.5, express: 1.3, cargo: 0.6 } as const;

/**
 * Yields everything that becomes known in a world, in the order in which it does; what would become known after the last day is left out.
 *
 * Consignments are drawn two days ahead, so that their manifests may come before them. Memory holds the population, three days and the results
 * that are still to come; it grows with the rows of a day, not with the number of days. The same parameters and seed give the same facts.
 */
export function* generateWorld(world: WorldParameters, seed: number): Generator<SimulatedFact, void, undefined> {
  const startMs = Date.parse(`${world.startDay}T00:00:00Z`);
  const rng = createRng(seed);
  const trade = createTrade(world, startMs, rng);
  const border: Border = {
    world,
    rights: createRightsRegister(world, trade.now.population.firstTraders, startMs, rng.fork('rights')),
    targetings: world.agencies.map(createLocalTargeting),
    rng: rng.fork('controls'),
    examinations: 0,
  };
  const due = new DueFacts(startMs);
  const plans = planDays(world, startMs);
  const planned = new Map<number, SimulatedConsignment[]>();
  yield* border.rights.facts;

  for (let day = -manifestLeadDays; day < plans.length; day++) {
    const ahead = plans[day + manifestLeadDays];
    if (ahead !== undefined) planned.set(ahead.day, drawDay(ahead, trade, due));
    if (day < 0) continue;
    const consignments = planned.get(day)!;
    planned.delete(day);
    for (const fact of examineDay(consignments, border)) due.add(fact, day);
    const news = due.take(day);
    yield* news;
    // Officers and groups act from tomorrow on what became known today.
    learnFromResults(news, border, trade);
  }
}

/** Facts by the day on which they become known. */
class DueFacts {
  private readonly startMs: number;
  private readonly byDay = new Map<number, SimulatedFact[]>();

  constructor(startMs: number) {
    this.startMs = startMs;
  }

  /** Keeps a fact until its day, which is no earlier than `earliest`. */
  add(fact: SimulatedFact, earliest: number): void {
    const day = Math.max(earliest, Math.floor((fact.knownAtMs - this.startMs) / dayMs));
    const others = this.byDay.get(day);
    if (others === undefined) this.byDay.set(day, [fact]);
    else others.push(fact);
  }

  /** Returns and forgets the facts of a day, in order of time. */
  take(day: number): SimulatedFact[] {
    const facts = this.byDay.get(day) ?? [];
    this.byDay.delete(day);
    return facts.sort((a, b) => a.knownAtMs - b.knownAtMs);
  }
}

/** The traders' and infringers' side of the world. */
interface Trade {
  readonly world: WorldParameters;
  readonly startMs: number;
  readonly now: WorldNow;
  readonly weekly: Rng;
  readonly daily: Rng;
  readonly manifests: Rng;
  /** Consignments so far. */
  consignments: number;
  /** Items drawn beyond the plan so far; the next day gets so many fewer. */
  surplus: number;
}

function createTrade(world: WorldParameters, startMs: number, rng: Rng): Trade {
  const riskScale = world.baseRate / fittedBaseRate;
  const market = createOriginMarket(startMs, world.newMarket);
  const population = createTraderPopulation(world, market, riskScale, rng.fork('traders'));
  const { agencies, habits, oneOffShare } = world;
  const groups = createInfringerGroups(
    world,
    { population, agencies, habits, drawSegment: createSegmentChoice(agencies, groupsChannels) },
    rng.fork('groups'),
  );
  const now: WorldNow = {
    population,
    agencies,
    habits,
    riskScale,
    groups,
    drawSegment: createSegmentChoice(agencies),
    oneOffShare,
    campaignShare: world.campaign?.share ?? 0,
  };
  return {
    world,
    startMs,
    now,
    weekly: rng.fork('weeks'),
    daily: rng.fork('consignments'),
    manifests: rng.fork('manifests'),
    consignments: 0,
    surplus: 0,
  };
}

/** Draws the consignments of a day and schedules their manifests and declarations. */
function drawDay({ day, rows, rowsLeft }: DayPlan, trade: Trade, due: DueFacts): SimulatedConsignment[] {
  const { world, now, startMs } = trade;
  const dayStartMs = startMs + day * dayMs;
  now.population.market.passTo(day, dayStartMs);
  now.groups.passTo(day);
  if (day > 0 && day % 7 === 0) {
    now.population.passWeek(trade.weekly);
    now.groups.passWeek(trade.weekly);
  }
  const infringers = isInSeason(dayStartMs, world.season) ? world.season.infringers : 1;
  const consignments: SimulatedConsignment[] = [];
  // Orders are not broken off at the end of a day, only at the end of a phase.
  let left = rows - trade.surplus;
  let leftInPhase = rowsLeft - trade.surplus;
  while (left > 0) {
    for (const drawn of drawOrder(trade.consignments + 1, { startMs: dayStartMs, infringers }, now, trade.daily)) {
      if (leftInPhase === 0) break;
      const isCut = drawn.items.length > leftInPhase;
      const consignment = isCut ? { ...drawn, items: drawn.items.slice(0, leftInPhase) } : drawn;
      left -= consignment.items.length;
      leftInPhase -= consignment.items.length;
      trade.consignments += 1;
      consignments.push(consignment);
    }
  }
  trade.surplus = rows === rowsLeft ? 0 : -left;
  for (const consignment of consignments) {
    const manifest = drawManifest(consignment, { scale: world.manifests, startMs }, trade.manifests);
    if (manifest !== undefined) due.add(manifest, 0);
    due.add({ kind: 'declaration', knownAtMs: consignment.declaredAtMs, consignment }, day);
  }
  return consignments;
}

/** The agencies' side of the world. */
interface Border {
  readonly world: WorldParameters;
  readonly rights: RightsRegister;
  /** By index of the agency. */
  readonly targetings: readonly LocalTargeting[];
  readonly rng: Rng;
  /** Examinations so far. */
  examinations: number;
}

/** Returns everything that will become known of a day's examinations. */
function examineDay(consignments: readonly SimulatedConsignment[], border: Border): SimulatedFact[] {
  return border.world.agencies.flatMap((agency, index) => {
    const { physicalShare } = agency;
    const own = consignments.filter((consignment) => consignment.agency === agency.name);
    return chooseExaminations(own, agency, border.targetings[index]!, border.rng).flatMap((chosen) => {
      border.examinations += 1;
      return drawExamination(border.examinations, chosen, { rights: border.rights, physicalShare }, border.rng);
    });
  });
}

/** Officers remember finds, and groups notice losses. */
function learnFromResults(facts: readonly SimulatedFact[], border: Border, { now, weekly }: Trade): void {
  for (const fact of facts) {
    if (fact.kind !== 'examination') continue;
    const isFind = fact.outcome === 'detained';
    if (!isFind && fact.outcome !== 'nothing-found') continue;
    const { consignment } = fact;
    const agencyIndex = border.world.agencies.findIndex((agency) => agency.name === consignment.agency);
    border.targetings[agencyIndex]!.remember(consignment, isFind);
    if (!isFind) continue;
    const groupNumber = consignment.items.find((item) => item.itemNumber === fact.itemNumber)?.truth.groupNumber;
    if (groupNumber !== undefined) now.groups.tellOfLoss(groupNumber, sellingFrontNumber(consignment), weekly);
  }
}
