/** Answers of the examination form. */
import type { RecordExamination } from '../../api/contract.ts';

/** What was answered so far; texts as typed. */
export interface ExaminationAnswers {
  readonly execution?: RecordExamination['execution'];
  readonly executionReason: string;
  readonly control?: NonNullable<RecordExamination['control']>;
  readonly depth?: NonNullable<RecordExamination['depth']>;
  readonly iprChecked?: NonNullable<RecordExamination['iprChecked']>;
  readonly outcome?: NonNullable<RecordExamination['outcome']>;
  readonly iprType?: RecordExamination['iprType'];
  readonly brand: string;
  readonly itemNumber: string;
  readonly articlesCount: string;
  readonly note: string;
}

/** Nothing answered. */
export const noAnswers: ExaminationAnswers = {
  executionReason: '',
  brand: '',
  itemNumber: '',
  articlesCount: '',
  note: '',
};

/** Outcomes that speak of a right, and so ask which and of whom. */
const aboutRights: readonly ExaminationAnswers['outcome'][] = [
  'suspected',
  'detained',
  'confirmed',
  'genuine',
  'authorised',
  'no-right',
  'silent',
  'contested',
];

/** Whether an outcome asks for the right and the brand. */
export function asksForRight({ outcome }: ExaminationAnswers): boolean {
  return aboutRights.includes(outcome);
}

/** Returns the body of the request: answers to questions that were not asked in the end are left out. Undefined while one is missing. */
export function examinationBody(answers: ExaminationAnswers): RecordExamination | undefined {
  const { execution, control, depth, iprChecked, outcome, iprType } = answers;
  if (execution === undefined) return undefined;
  const note = answers.note.trim() === '' ? {} : { note: answers.note.trim() };
  if (execution !== 'examined') {
    const reason = answers.executionReason.trim();
    if (execution === 'overridden' && reason === '') return undefined;
    return { execution, ...(reason === '' ? {} : { executionReason: reason }), ...note };
  }
  if (control === undefined || iprChecked === undefined || outcome === undefined) return undefined;
  if (control === 'physical' && depth === undefined) return undefined;
  const isAboutRight = asksForRight(answers);
  return {
    execution,
    control,
    iprChecked,
    outcome,
    ...(control === 'physical' && depth !== undefined ? { depth } : {}),
    ...(isAboutRight && iprType !== undefined ? { iprType } : {}),
    ...(isAboutRight && answers.brand.trim() !== '' ? { brand: answers.brand.trim() } : {}),
    ...(answers.itemNumber === '' ? {} : { itemNumber: Number(answers.itemNumber) }),
    ...(answers.articlesCount === '' ? {} : { articlesCount: Number(answers.articlesCount) }),
    ...note,
  };
}
