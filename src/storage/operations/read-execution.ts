/** What became of targets, by cases, holds and results of a view's agency. */
import { type Kysely, sql } from 'kysely';
import type { Examination } from '../../domain/examination.ts';
import { controlKinds } from '../../domain/examination.ts';
import { labelOfExamination, labelOfMeasure } from '../../domain/label-life.ts';
import type { Measure } from '../../domain/measure.ts';
import type { TargetExecution } from '../../services/operation-ports.ts';
import type { Tables } from '../database/tables.ts';

interface Row {
  readonly reference: string;
  readonly execution: string | null;
  readonly isHeld: boolean;
  /** JSON text of an array of bodies of results. */
  readonly results: string | null;
}

/** Returns what is stored of targets, in the order of their references; an erased one is not among them. */
export async function readExecution(
  db: Kysely<Tables>,
  agency: string,
  references: readonly string[],
): Promise<TargetExecution[]> {
  if (references.length === 0) return [];
  const { rows } = await sql<Row>`
    select wanted.reference, review_case.execution,
      exists (select from hold where hold.case_id = review_case.id and hold.state in ('acknowledged', 'held')) as is_held,
      (
        select '[' || string_agg(distinct fact.body::text, ',') || ']' from consignment
        join result_link on result_link.consignment_id = consignment.id
        join fact on fact.id = result_link.fact_id and fact.is_current
        where consignment.reference = wanted.reference and consignment.agency = ${agency}
      ) as results
    from unnest(${[...references]}::text[]) as wanted(reference)
    join review_case on review_case.reference = wanted.reference
    order by wanted.reference`.execute(db);
  return rows.map(({ reference, execution, isHeld, results }) => ({
    reference,
    isHeld,
    execution: execution ?? undefined,
    ...outcomeOf(JSON.parse(results ?? '[]') as readonly (Examination | Measure)[]),
  }));
}

function outcomeOf(
  results: readonly (Examination | Measure)[],
): Pick<TargetExecution, 'examined' | 'isChecked' | 'isFound' | 'isConfirmed'> {
  const examinations = results.filter((one): one is Examination => one.kind === 'examination' && !one.isRetracted);
  const labelAt = (state: 'suspected' | 'confirmed'): boolean =>
    results.some((one) => (one.kind === 'measure' ? labelOfMeasure(one, state) : labelOfExamination(one, state)) === 1);
  return {
    examined: [...controlKinds].reverse().find((kind) => examinations.some(({ control }) => control === kind)),
    isChecked: examinations.some(({ control, iprChecked }) => control === 'physical' && iprChecked === 'yes'),
    isFound: labelAt('suspected'),
    isConfirmed: labelAt('confirmed'),
  };
}
