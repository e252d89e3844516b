/** The life of a label: which examinations and measures teach what, and from which state on. */
import type { Examination, Outcome } from './examination.ts';
import type { Measure } from './measure.ts';

/** States that a recipe may train on. */
export const labelStates = ['suspected', 'detained', 'confirmed'] as const;

/** A state of {@link labelStates}. */
export type LabelState = (typeof labelStates)[number];

/** States from which each state may follow; a label starts at `suspected` or, where an agency records only later ones, at any of them. */
const nextStates: { readonly [from: string]: readonly Outcome[] } = {
  suspected: ['detained', 'genuine', 'authorised', 'no-right'],
  detained: ['confirmed', 'genuine', 'authorised', 'no-right', 'silent', 'contested'],
  contested: ['confirmed', 'genuine', 'authorised'],
  silent: ['confirmed', 'genuine'],
};

/** Whether one state of a label may follow another. */
export function mayFollow(from: Outcome, to: Outcome): boolean {
  return nextStates[from]?.includes(to) ?? false;
}

/** Outcomes that are positive when a recipe trains on a state. */
const positiveOutcomes: { readonly [state in LabelState]: readonly Outcome[] } = {
  suspected: ['suspected', 'detained', 'confirmed', 'contested'],
  detained: ['detained', 'confirmed', 'contested'],
  confirmed: ['confirmed'],
};

const negativeOutcomes: readonly Outcome[] = ['nothing-found', 'genuine', 'authorised'];

/** What a record teaches: 1 positive, 0 negative, undefined nothing (the outcome is censored or says nothing about rights). */
export type TrainingLabel = 0 | 1 | undefined;

/**
 * Returns what an examination teaches. Only physical examinations that checked for infringements are negatives; silence of the
 * right holder, a missing right and a contest are censored, never negative.
 */
export function labelOfExamination(
  examination: Pick<Examination, 'control' | 'iprChecked' | 'outcome' | 'isRetracted'>,
  trainOn: LabelState,
): TrainingLabel {
  if (examination.isRetracted) return undefined;
  if (positiveOutcomes[trainOn].includes(examination.outcome)) return 1;
  const isThorough = examination.control === 'physical' && examination.iprChecked === 'yes';
  return isThorough && negativeOutcomes.includes(examination.outcome) ? 0 : undefined;
}

/** Returns what a measure teaches; it was taken on goods in hand, so its outcome alone decides. */
export function labelOfMeasure(measure: Pick<Measure, 'outcome' | 'isRetracted'>, trainOn: LabelState): TrainingLabel {
  if (measure.isRetracted) return undefined;
  if (positiveOutcomes[trainOn].includes(measure.outcome)) return 1;
  return negativeOutcomes.includes(measure.outcome) ? 0 : undefined;
}
