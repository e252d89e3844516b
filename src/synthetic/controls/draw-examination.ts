/** Draws how an examination goes: kind, depth, what is seen, when it is recorded, and what becomes of it. */
import type { ControlKind, ExaminationDepth, Outcome } from '../../domain/examination.ts';
import { dayMs } from '../../domain/moment.ts';
import type { Rng } from '../../util/rng.ts';
import { drawBetween, drawChance, drawLogNormal } from '../draws/distributions.ts';
import { createWeightedChoice } from '../draws/weighted-choice.ts';
import type { ExaminationFact, MeasureFact, SimulatedItem } from '../simulated-fact.ts';
import type { ChosenExamination } from './choose-examinations.ts';
import { drawMeasure } from './draw-measure.ts';
import type { RightsRegister } from './rights-register.ts';

/** Controls that open nothing. */
const drawOtherControl = createWeightedChoice<ControlKind>([
  ['documentary', 10],
  ['scan', 6],
]);
const drawDepth = createWeightedChoice<ExaminationDepth>([
  ['full', 35],
  ['partial', 50],
  ['tailgate', 15],
]);

/** Probability that a fake is recognised by a physical examination that checks for infringements (own choice). */
const sight = { full: 0.95, partial: 0.85, tailgate: 0.55 } as const;

/** Probability that an honest item of a kind that is faked is detained; makes about 2.9% of detained articles genuine (EU 2013 [S71]). */
const falseSuspicion = 0.0022;

/** What an examination takes place in. */
export interface ExaminationSurroundings {
  readonly rights: RightsRegister;
  /** Share of the agency's examinations that open the goods. */
  readonly physicalShare: number;
}

/** Numbers that the results of one examination may bear: that of the whole consignment and those of its items. */
const numbersEach = 16;

/** Returns everything that becomes known of one examination, in order: its result, later states of the same, and measures. `number` names the examination. */
export function drawExamination(
  number: number,
  { consignment, isRandom }: ChosenExamination,
  { rights, physicalShare }: ExaminationSurroundings,
  rng: Rng,
): (ExaminationFact | MeasureFact)[] {
  const control = drawChance(rng, physicalShare) ? 'physical' : drawOtherControl(rng);
  const depth = control === 'physical' ? drawDepth(rng) : undefined;
  const iprChecked = drawIprChecked(control, rng);
  const span = consignment.releaseCutOffMs - consignment.presentedMs;
  const examinedAtMs = consignment.presentedMs + Math.floor((rng.next() * span) / 60_000) * 60_000;
  const recordedAtMs = examinedAtMs + Math.round(Math.min(30, drawLogNormal(rng, 0.8, 1)) * dayMs);
  const result = { kind: 'examination', consignment, examinedAtMs, control, depth, iprChecked } as const;
  const detained = consignment.items.filter((item) =>
    drawChance(rng, detentionOdds(item, control, depth === undefined || iprChecked !== 'yes' ? undefined : depth)),
  );
  if (detained.length === 0) {
    const outcome: Outcome = control === 'physical' && drawChance(rng, 0.015) ? 'other-infringement' : 'nothing-found';
    const ofWhole = { ...result, number: number * numbersEach, itemNumber: undefined };
    return [{ ...ofWhole, ...nothingSaid, knownAtMs: recordedAtMs, outcome }];
  }
  return consignment.items.flatMap((item): (ExaminationFact | MeasureFact)[] => {
    // A result of its own for each item once one of them is at issue.
    const ofItem = { ...result, number: number * numbersEach + item.itemNumber, itemNumber: item.itemNumber };
    if (!detained.includes(item)) {
      return [{ ...ofItem, ...nothingSaid, knownAtMs: recordedAtMs, outcome: 'nothing-found' }];
    }
    const brand = item.truth.brand;
    const right = brand === undefined ? undefined : rights.find(consignment.agency, brand);
    const said = { iprType: right?.iprType, brand, articlesCount: piecesOf(item) };
    const outcome = drawFinalOutcome(item, right !== undefined, rng);
    // The right holder has 10 working days to answer (EU 608/2013), and many answer sooner.
    const endedAtMs = recordedAtMs + drawBetween(rng, 3, 18) * dayMs;
    const facts: (ExaminationFact | MeasureFact)[] = [
      { ...ofItem, ...said, knownAtMs: recordedAtMs, outcome: 'detained' },
      { ...ofItem, ...said, knownAtMs: endedAtMs, outcome },
    ];
    if (outcome === 'confirmed' && right !== undefined && drawChance(rng, 0.85)) {
      facts.push(drawMeasure(ofItem.number, { consignment, item, right, takenAtMs: endedAtMs, isRandom }, rng));
    }
    return facts;
  });
}

const nothingSaid = { iprType: undefined, brand: undefined, articlesCount: undefined } as const;

/** Articles in an item; goods counted by mass are counted in kilograms. */
function piecesOf(item: SimulatedItem): number {
  return Math.max(1, Math.round(item.quantity));
}

function drawIprChecked(control: ControlKind, rng: Rng): 'yes' | 'no' | 'unknown' {
  const at = rng.next();
  if (control === 'physical') return at < 0.93 ? 'yes' : at < 0.97 ? 'no' : 'unknown';
  return at < 0.85 ? 'no' : 'unknown';
}

function detentionOdds(item: SimulatedItem, control: ControlKind, depth: ExaminationDepth | undefined): number {
  if (!item.truth.isInfringing) return item.goods.lure >= 5 && depth !== undefined ? falseSuspicion : 0;
  if (depth !== undefined) return sight[depth];
  return control === 'physical' ? 0.25 : control === 'scan' ? 0.08 : 0.03;
}

/** How detentions of fakes end; shares are our own. */
const drawFakesEnd = createWeightedChoice<Outcome>([
  ['confirmed', 89],
  ['silent', 7],
  ['contested', 4],
]);

function drawFinalOutcome(item: SimulatedItem, hasRight: boolean, rng: Rng): Outcome {
  if (!item.truth.isInfringing) return drawChance(rng, 0.75) ? 'genuine' : 'authorised';
  return hasRight ? drawFakesEnd(rng) : 'no-right';
}
