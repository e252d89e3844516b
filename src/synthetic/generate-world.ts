/** Runs a simulated world day by day and tells what becomes known, in order. */
import { dayMs } from '../domain/moment.ts';
import { createRng, type Rng } from '../util/rng.ts';
import { drawConsignment, type WorldNow } from './consignments/draw-consignment.ts';
import { chooseExaminations } from './controls/choose-examinations.ts';
import { drawExamination } from './controls/draw-examination.ts';
import { createLocalTargeting, type LocalTargeting } from './controls/local-targeting.ts';
import { createRightsRegister, type RightsRegister } from './controls/rights-register.ts';
import { createInfringerGroups } from './infringers/infringer-groups.ts';
import { sellingFrontNumber } from './infringers/selling-front-number.ts';
import { planDays } from './plan-days.ts';
import type { ExaminationFact, MeasureFact, SimulatedConsignment, SimulatedFact } from './simulated-fact.ts';
import { createSegmentChoice } from './traders/trade-segment.ts';
import { createTraderPopulation } from './traders/trader-population.ts';
import type { WorldParameters } from './world-parameters.ts';

/** Base rate that the odds of the world are fitted to; another rate scales them. */
const fittedBaseRate = 0.02;

type ResultFact = ExaminationFact | MeasureFact;

/**
 * Yields everything that becomes known in a world, in the order in which it does; what would become known after the last day is left out.
 *
 * Memory holds the population, one day and the results that are still to come; it grows with the rows of a day, not with the number of days. The
 * same parameters and seed give the same facts.
 */
export function* generateWorld(world: WorldParameters, seed: number): Generator<SimulatedFact, void, undefined> {
  const startMs = Date.parse(`${world.startDay}T00:00:00Z`);
  const rng = createRng(seed);
  const weekly = rng.fork('weeks');
  const daily = rng.fork('consignments');
  const now = createWorldNow(world, rng);
  const border: Border = {
    world,
    rights: createRightsRegister(world, startMs, rng.fork('rights')),
    targetings: world.agencies.map(createLocalTargeting),
    rng: rng.fork('controls'),
    examinations: 0,
  };
  const due = new Map<number, ResultFact[]>();
  let consignmentNumber = 0;
  let news: readonly ResultFact[] = [];
  yield* border.rights.facts;

  for (const { day, rows } of planDays(world, startMs)) {
    if (day > 0 && day % 7 === 0) {
      now.population.passWeek(weekly);
      now.groups.passWeek(weekly);
    }
    // Officers and groups act today on what became known by yesterday.
    learnFromResults(news, border, now, weekly);
    const consignments: SimulatedConsignment[] = [];
    for (let left = rows; left > 0; left -= consignments.at(-1)!.items.length) {
      consignmentNumber += 1;
      const drawn = drawConsignment(consignmentNumber, startMs + day * dayMs, now, daily);
      consignments.push(drawn.items.length <= left ? drawn : { ...drawn, items: drawn.items.slice(0, left) });
    }
    for (const fact of examineDay(consignments, border)) {
      const dueDay = Math.max(day, Math.floor((fact.knownAtMs - startMs) / dayMs));
      const others = due.get(dueDay);
      if (others === undefined) due.set(dueDay, [fact]);
      else others.push(fact);
    }
    news = due.get(day) ?? [];
    due.delete(day);
    const declared = consignments.map(
      (consignment): SimulatedFact => ({ kind: 'declaration', knownAtMs: consignment.declaredAtMs, consignment }),
    );
    yield* [...declared, ...news].sort((a, b) => a.knownAtMs - b.knownAtMs);
  }
}

function createWorldNow(world: WorldParameters, rng: Rng): WorldNow {
  const riskScale = world.baseRate / fittedBaseRate;
  const population = createTraderPopulation(world, riskScale, rng.fork('traders'));
  const drawSegment = createSegmentChoice(world.agencies);
  const { agencies, oneOffShare } = world;
  const groups = createInfringerGroups(world, { population, agencies, drawSegment }, rng.fork('groups'));
  return { population, agencies, riskScale, groups, drawSegment, oneOffShare };
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
function examineDay(consignments: readonly SimulatedConsignment[], border: Border): ResultFact[] {
  return border.world.agencies.flatMap((agency, index) => {
    const own = consignments.filter((consignment) => consignment.agency === agency.name);
    return chooseExaminations(own, agency, border.targetings[index]!, border.rng).flatMap((chosen) => {
      border.examinations += 1;
      return drawExamination(border.examinations, chosen, border.rights, border.rng);
    });
  });
}

/** Officers remember finds, and groups notice losses. */
function learnFromResults(results: readonly ResultFact[], border: Border, now: WorldNow, rng: Rng): void {
  for (const fact of results) {
    if (fact.kind !== 'examination' || fact.outcome !== 'detained') continue;
    const { consignment } = fact;
    const agencyIndex = border.world.agencies.findIndex((agency) => agency.name === consignment.agency);
    border.targetings[agencyIndex]!.remember(consignment);
    const groupNumber = consignment.items.find((item) => item.itemNumber === fact.itemNumber)?.truth.groupNumber;
    if (groupNumber !== undefined) now.groups.tellOfLoss(groupNumber, sellingFrontNumber(consignment), rng);
  }
}
