/** Records what became of a decision, and the result where the goods were examined. */
import { controlOf, type ExecutionCode } from '../domain/case-decision.ts';
import type { ControlKind, Examination, ExaminationDepth, IprType, Outcome } from '../domain/examination.ts';
import { defaultHandling } from '../domain/handling.ts';
import { requireStep } from '../domain/review-case.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import { type CaseAuthor, caseToChange, noteCaseStep, requireUnsealed } from './case-author.ts';
import type { ReviewCase } from './case-ports.ts';

/** What is recorded. */
export interface RecordCaseExaminationInput {
  readonly caseId: number;
  readonly execution: ExecutionCode;
  readonly executionReason: string | undefined;
  readonly control: ControlKind | undefined;
  readonly depth: ExaminationDepth | undefined;
  readonly iprChecked: Examination['iprChecked'] | undefined;
  readonly outcome: Outcome | undefined;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  /** Undefined for the consignment as a whole. */
  readonly itemNumber: number | undefined;
  readonly articlesCount: number | undefined;
  readonly note: string | undefined;
}

/**
 * Records it. A result waits for {@link loadCaseResults}, which makes a fact of it, from where the history learns; a later result of the same item revises the one before.
 * @throws `not-found`, `conflict` for a case that was not decided for a control, `usage` for a result without outcome or control, or one without an examination.
 */
export async function recordCaseExamination(
  view: Pick<AgencyView, 'cases' | 'facts' | 'audit'>,
  by: CaseAuthor,
  input: RecordCaseExaminationInput,
): Promise<ReviewCase> {
  const found = await caseToChange(view, input.caseId);
  const isExamined = input.execution === 'examined';
  requireStep(found.state, isExamined ? 'examine' : 'leave-unexamined');
  requireUnsealed(found, by.actor);
  if (found.decision === undefined || controlOf(found.decision) === undefined) {
    throw new AppError('conflict', { reason: 'no control was decided on' });
  }
  const result = isExamined ? await resultOf(view, by, found, input) : undefined;
  if (result === undefined && (input.outcome !== undefined || input.control !== undefined)) {
    throw new AppError('usage', { reason: 'what was not examined has neither control nor outcome' });
  }
  const changed = await view.cases.change(found.id, {
    state: isExamined ? 'examined' : 'closed',
    execution: { code: input.execution, reason: input.executionReason, atMs: by.nowMs },
  });
  if (result !== undefined) await view.cases.addResult(found.id, by.nowMs, result);
  const text = [
    result === undefined ? input.execution : `examined (${result.control}): ${result.outcome}`,
    ...(input.executionReason === undefined ? [] : [input.executionReason]),
    ...(input.note === undefined ? [] : [input.note]),
  ].join('; ');
  await noteCaseStep(view, by, {
    case: changed,
    action: 'record-examination',
    event: { kind: isExamined ? 'examined' : 'not-examined', text },
    payload: { ...input },
  });
  return changed;
}

async function resultOf(
  view: Pick<AgencyView, 'facts'>,
  { actor, nowMs }: CaseAuthor,
  found: ReviewCase,
  input: RecordCaseExaminationInput,
): Promise<Examination> {
  const { control, outcome, itemNumber } = input;
  if (control === undefined || outcome === undefined) {
    throw new AppError('usage', { reason: 'a result says which control it was, and its outcome' });
  }
  const records = (await view.facts.itemsOf([found.reference])).filter(
    ({ consignment }) => consignment.stage === found.stage,
  );
  const [first] = records;
  if (first === undefined) throw new AppError('conflict', { reason: 'the consignment is not there any more' });
  if (itemNumber !== undefined && !records.some(({ item }) => item.itemNumber === itemNumber)) {
    throw new AppError('usage', { reason: `the consignment has no item ${itemNumber}` });
  }
  const at = { epochMs: nowMs, precision: 'hour' } as const;
  return {
    kind: 'examination',
    origin: { file: 'officers', row: 1 },
    id: `${actor.agency}/EX-${found.id}-${itemNumber ?? 0}`,
    agency: actor.agency,
    references: first.consignment.references,
    itemNumber,
    control,
    depth: input.depth,
    iprChecked: input.iprChecked ?? 'unknown',
    examinedAt: at,
    knownAt: at,
    outcome,
    iprType: input.iprType,
    brand: input.brand,
    articlesCount: input.articlesCount,
    isRetracted: false,
    handling: defaultHandling(actor.agency),
  };
}
