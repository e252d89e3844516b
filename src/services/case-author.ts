/** Officers who do something to a case, and what every step of theirs has in common. */
import { type Actor, actorLabel, isPermitted } from '../domain/actor.ts';
import { usualGraceMs } from '../domain/hold.ts';
import { AppError } from '../errors.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { CaseEvent, CasePerson, CaseRules, ReviewCase } from './case-ports.ts';

/** Who does something, and when. */
export interface CaseAuthor {
  readonly actor: Actor;
  readonly nowMs: number;
}

/** What steps on cases need of an agency's view. */
export type CaseView = Pick<AgencyView, 'cases' | 'holds' | 'audit'>;

/** The rules where nobody has set others: ten minutes, twenty seconds. */
export const usualCaseRules: CaseRules = { leaseMs: 10 * 60_000, graceMs: usualGraceMs };

/**
 * Returns the person that an actor is.
 * @throws `forbidden` for a machine.
 */
export function personOf({ kind, id, name }: Actor): CasePerson {
  if (kind !== 'person') throw new AppError('forbidden');
  return { id, name };
}

/**
 * Returns a case that nobody else changes until the transaction is over.
 * @throws `not-found`, in the same words whether it is not there or another agency's.
 */
export async function caseToChange(view: Pick<AgencyView, 'cases'>, id: number): Promise<ReviewCase> {
  return (await view.cases.findToChange(id)) ?? notFound(id);
}

/**
 * Returns a case.
 * @throws as {@link caseToChange}.
 */
export async function caseToRead(view: Pick<AgencyView, 'cases'>, id: number): Promise<ReviewCase> {
  return (await view.cases.find(id)) ?? notFound(id);
}

function notFound(id: number): never {
  throw new AppError('not-found', { what: 'case', name: id });
}

/**
 * Lets the version pass that the officer has read.
 * @throws `stale-version`; `usage` where none is named.
 */
export function requireCaseVersion({ version }: ReviewCase, read: number | undefined): void {
  if (read === undefined) throw new AppError('usage', { reason: 'If-Match must name the version that was read' });
  if (read !== version) throw new AppError('stale-version', { what: 'the case' });
}

/**
 * Lets those pass who may handle what is under seal, and everybody where nothing is.
 * @throws `forbidden`.
 */
export function requireUnsealed({ sealed }: ReviewCase, actor: Actor): void {
  if (sealed !== undefined && !isPermitted(actor, 'open-sealed')) throw new AppError('forbidden');
}

/** Writes a step down: for the timeline, for the audit, and for whoever watches the queue. */
export async function noteCaseStep(
  view: Pick<AgencyView, 'cases' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  step: {
    readonly case: Pick<ReviewCase, 'id' | 'reference'>;
    /** As the audit names it, `claim-case`. */
    readonly action: string;
    readonly event: Pick<CaseEvent, 'kind' | 'text'>;
    readonly payload?: object;
  },
): Promise<void> {
  const { id, reference } = step.case;
  await view.cases.addEvent(id, { ...step.event, atMs: nowMs, by: actor.name });
  await view.audit.append({
    atMs: nowMs,
    actor: actorLabel(actor),
    agency: actor.agency,
    action: step.action,
    subject: `case:${id}`,
    payload: { consignment: reference, ...step.payload },
  });
  await view.cases.noteChange();
}
