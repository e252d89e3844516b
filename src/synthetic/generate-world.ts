/** Runs a simulated world day by day and tells what becomes known, in order. */
import { dayMs } from '../domain/moment.ts';
import { createRng, type Rng } from '../util/rng.ts';
import { drawManifest } from './consignments/draw-manifest.ts';
import { drawOrder, type WorldNow } from './consignments/draw-order.ts';
import { chooseExaminations } from './controls/choose-examinations.ts';
import { drawExamination } from './controls/draw-examination.ts';
import { createLocalTargeting, type LocalTargeting } from './controls/local-targeting.ts';
import { createRightsRegister, type RightsRegister } from './controls/rights-register.ts';
import { createOriginMarket } from './goods/origin-market.ts';
import { createInfringerGroups } from './infringers/infringer-groups.ts';
import { sellingFrontNumber } from './infringers/selling-front-number.ts';
import { type DayPlan, isInSeason, planDays } from './plan-days.ts';
import type { ExaminationFact, MeasureFact, SimulatedConsignment, SimulatedFact } from './simulated-fact.ts';
import { createSegmentChoice } from './traders/trade-segment.ts';
import { createTraderPopulation } from './traders/trader-population.ts';
import type { WorldParameters } from './world-parameters.ts';

/** Base rate that the odds of the world are fitted to; another rate scales them. */
const fittedBaseRate = 0.02;

/** Post makes 57%, express 12% and cargo the rest of seizures, and far less of the goods (OECD 2018 [S74]): weights of the channels that groups choose. */
const groupsChannels = { post: 1.5, express: 1.3, cargo: 0.6 } as const;

/** Rows that are drawn, examined and told together; a day of more comes in slices, so that memory does not grow with it. */
const sliceRows = 2500;

/**
 * Yields everything that becomes known in a world; what would become known after the last day is left out. Facts come in the order in which they become known,
 * with two exceptions: a manifest is told on the day of its declaration, though it was known before; and a day of very many rows comes in slices, each in order.
 *
 * Memory holds the population, one slice and the results that are still to come. The same parameters and seed give the same facts.
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
  yield* border.rights.facts;

  for (const plan of planDays(world, startMs)) {
    beginDay(plan.day, trade);
    const slices = Math.max(1, Math.ceil(plan.rows / sliceRows));
    let given = 0;
    for (let slice = 1; slice <= slices; slice++) {
      const upTo = Math.round((plan.rows * slice) / slices);
      const part = { day: plan.day, rows: upTo - given, rowsLeft: plan.rowsLeft - given };
      given = upTo;
      const consignments = drawSlice(part, trade);
      for (const fact of examineSlice(consignments, border)) due.add(fact, plan.day);
      const told = factsOf(consignments, trade);
      if (slice < slices) yield* told.sort(byTime);
      else {
        const news = due.take(plan.day);
        yield* [...told, ...news].sort(byTime);
        // Officers and groups act from tomorrow on what became known today.
        learnFromResults(news, border, trade);
      }
    }
  }
}

function byTime(a: SimulatedFact, b: SimulatedFact): number {
  return a.knownAtMs - b.knownAtMs;
}

type ResultFact = ExaminationFact | MeasureFact;

/** Results by the day on which they become known. */
class DueFacts {
  private readonly startMs: number;
  private readonly byDay = new Map<number, ResultFact[]>();

  constructor(startMs: number) {
    this.startMs = startMs;
  }

  /** Keeps a result until its day, which is no earlier than `earliest`. */
  add(fact: ResultFact, earliest: number): void {
    const day = Math.max(earliest, Math.floor((fact.knownAtMs - this.startMs) / dayMs));
    const others = this.byDay.get(day);
    if (others === undefined) this.byDay.set(day, [fact]);
    else others.push(fact);
  }

  /** Returns and forgets the results of a day. */
  take(day: number): ResultFact[] {
    const facts = this.byDay.get(day) ?? [];
    this.byDay.delete(day);
    return facts;
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

/** Lets time pass to a day: supply, campaigns, and every week traders and groups. */
function beginDay(day: number, { now, startMs, weekly }: Trade): void {
  now.population.market.passTo(day, startMs + day * dayMs);
  now.groups.passTo(day);
  if (day > 0 && day % 7 === 0) {
    now.population.passWeek(weekly);
    now.groups.passWeek(weekly);
  }
}

/** Draws the consignments of a slice of a day. */
function drawSlice({ day, rows, rowsLeft }: DayPlan, trade: Trade): SimulatedConsignment[] {
  const { world, now, startMs } = trade;
  const dayStartMs = startMs + day * dayMs;
  const infringers = isInSeason(dayStartMs, world.season) ? world.season.infringers : 1;
  const consignments: SimulatedConsignment[] = [];
  // Orders are not broken off at the end of a slice, only at the end of a phase.
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
  return consignments;
}

/** Declarations of consignments, and the manifests that came before them. */
function factsOf(consignments: readonly SimulatedConsignment[], trade: Trade): SimulatedFact[] {
  const { world, startMs, manifests } = trade;
  return consignments.flatMap((consignment): SimulatedFact[] => {
    const declaration = { kind: 'declaration', knownAtMs: consignment.declaredAtMs, consignment } as const;
    const manifest = drawManifest(consignment, { scale: world.manifests, startMs }, manifests);
    return manifest === undefined ? [declaration] : [manifest, declaration];
  });
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

/** Returns everything that will become known of the examinations of a slice of a day. */
function examineSlice(consignments: readonly SimulatedConsignment[], border: Border): ResultFact[] {
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
function learnFromResults(facts: readonly ResultFact[], border: Border, { now, weekly }: Trade): void {
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
