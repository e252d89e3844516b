/** Instructions under seal: some goods are not to be touched, and few may know why (`practice.md`, "Sealed instructions"). */
import { actorLabel } from '../domain/actor.ts';
import { dayMs } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { parsePartyQuery } from '../matching/parties/party-query.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { CaseAuthor } from './case-author.ts';
import type { SealedInstruction } from './case-ports.ts';

/** An authority ends by itself. */
const longestMs = 366 * dayMs;

type SealingView = Pick<AgencyView, 'sealed' | 'cases' | 'audit'>;

/**
 * Enters an instruction. The ranking that follows within seconds puts it on the cases that it is about.
 * @throws `usage` for a party that is none, or an end that lies behind or more than a year ahead.
 */
export async function sealInstruction(
  view: SealingView,
  { actor, nowMs }: CaseAuthor,
  input: Omit<SealedInstruction, 'id' | 'madeBy' | 'madeAtMs'>,
): Promise<number> {
  if (input.subjectKind === 'party' && parsePartyQuery(input.subject) === undefined) {
    throw new AppError('usage', {
      reason:
        'a party is id:SCHEME:ID, name:NAME|COUNTRY, address:ADDRESS|COUNTRY, phone:NUMBER|COUNTRY or email:MAILBOX',
    });
  }
  if (input.expiresAtMs <= nowMs || input.expiresAtMs > nowMs + longestMs) {
    throw new AppError('usage', { reason: 'an instruction under seal ends within the next 366 days' });
  }
  const madeBy = actorLabel(actor);
  const id = await view.sealed.add({ ...input, madeBy, madeAtMs: nowMs });
  await view.cases.requestRanking(nowMs);
  const { instruction, authority, expiresAtMs } = input;
  await view.audit.append({
    atMs: nowMs,
    actor: madeBy,
    agency: actor.agency,
    action: 'seal-instruction',
    subject: `sealed:${id}`,
    payload: { instruction, authority, expiresAtMs },
  });
  return id;
}

/**
 * Ends an instruction before its time.
 * @throws `not-found`, also for one that has ended.
 */
export async function unsealInstruction(view: SealingView, { actor, nowMs }: CaseAuthor, id: number): Promise<void> {
  if (!(await view.sealed.revoke(id, nowMs))) throw new AppError('not-found', { what: 'instruction', name: id });
  await view.cases.requestRanking(nowMs);
  await view.audit.append({
    atMs: nowMs,
    actor: actorLabel(actor),
    agency: actor.agency,
    action: 'unseal-instruction',
    subject: `sealed:${id}`,
    payload: {},
  });
}
