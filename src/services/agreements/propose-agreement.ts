/** Proposes an agreement; proposing is no signature yet. */
import { type Actor, actorLabel } from '../../domain/actor.ts';
import { type AgreementTerms, termProblems } from '../../domain/agreement.ts';
import { AppError } from '../../errors.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import type { KeptAgreement } from '../agreement-ports.ts';

/**
 * Keeps a draft, which both liaisons have to sign.
 * @throws `usage` for terms that nobody can agree on, or by which the actor's agency neither gives nor takes; `not-found` for an agency that is not there.
 */
export async function proposeAgreement(
  view: Pick<AgencyView, 'agreements' | 'audit'>,
  { actor, nowMs }: { readonly actor: Actor; readonly nowMs: number },
  terms: AgreementTerms,
): Promise<KeptAgreement> {
  if (terms.giver !== actor.agency && terms.taker !== actor.agency) {
    throw new AppError('usage', { reason: 'giver or taker: your own agency is one of them' });
  }
  const regimes = await view.agreements.regimes();
  const [giver, taker] = [regimes.get(terms.giver), regimes.get(terms.taker)];
  if (giver === undefined) throw new AppError('not-found', { what: 'agency', name: terms.giver });
  if (taker === undefined) throw new AppError('not-found', { what: 'agency', name: terms.taker });
  const problems = termProblems(terms, { giver, taker });
  if (problems.length > 0) throw new AppError('usage', { reason: problems.join('; ') });
  const by = actorLabel(actor);
  const id = await view.agreements.add(terms, { by, atMs: nowMs });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'propose-agreement',
    subject: `agreement:${id}`,
    payload: terms,
  });
  return view.agreements.get(id);
}
