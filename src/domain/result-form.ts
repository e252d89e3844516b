/** The form on which results of targets come back: the columns of a spreadsheet that a partner fills in, and their codes. */
import type { Audience } from './audience.ts';
import { executionCodes } from './case-decision.ts';
import { controlKinds, examinationDepths, iprTypes, outcomes } from './examination.ts';
import { measureKinds } from './measure.ts';

/** What a column of the form takes. */
type FormValue =
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'date' }
  | { readonly kind: 'count'; readonly least: number; readonly most: number }
  | { readonly kind: 'text'; readonly length: number };

/** One column of the form. */
export interface FormColumn {
  readonly name: ResultField;
  /** What a reader sees on paper. */
  readonly label: string;
  readonly value: FormValue;
}

/** Fields of a returned result. */
export type ResultField =
  | 'execution'
  | 'controlDone'
  | 'depth'
  | 'iprChecked'
  | 'examinedOn'
  | 'outcome'
  | 'itemNumber'
  | 'iprType'
  | 'foundBrand'
  | 'articlesCount'
  | 'measureKind'
  | 'measureOn'
  | 'remark';

/** The form, in the order of its columns. */
export const resultForm: readonly FormColumn[] = [
  { name: 'execution', label: 'What became of it', value: { kind: 'code', codes: executionCodes } },
  { name: 'controlDone', label: 'Control', value: { kind: 'code', codes: controlKinds } },
  { name: 'depth', label: 'Depth', value: { kind: 'code', codes: examinationDepths } },
  { name: 'iprChecked', label: 'Checked for IPR', value: { kind: 'code', codes: ['yes', 'no', 'unknown'] } },
  { name: 'examinedOn', label: 'Examined on', value: { kind: 'date' } },
  { name: 'outcome', label: 'Outcome', value: { kind: 'code', codes: outcomes } },
  { name: 'itemNumber', label: 'Goods item', value: { kind: 'count', least: 1, most: 9999 } },
  { name: 'iprType', label: 'Right', value: { kind: 'code', codes: iprTypes } },
  { name: 'foundBrand', label: 'Brand found', value: { kind: 'text', length: 200 } },
  { name: 'articlesCount', label: 'Articles', value: { kind: 'count', least: 0, most: 1_000_000_000 } },
  { name: 'measureKind', label: 'Measure', value: { kind: 'code', codes: measureKinds } },
  { name: 'measureOn', label: 'Measure on', value: { kind: 'date' } },
  { name: 'remark', label: 'Remark', value: { kind: 'text', length: 1000 } },
];

/** Those who examine goods and send results back; operators answer holds, right holders and courts have procedures of their own. */
const reporting: readonly Audience[] = ['own-unit', 'partner-customs', 'police', 'examination-officer'];

/** Whether an audience gets the form. */
export function returnsResults(audience: Audience): boolean {
  return reporting.includes(audience);
}
