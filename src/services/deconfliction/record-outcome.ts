/** Records what two agencies agreed on, once they have talked. */
import { AppError } from '../../errors.ts';
import type { OverlapOutcome } from '../deconfliction-ports.ts';
import type { DeconflictionPorts, DeconflictionStore } from './session-steps.ts';

/**
 * Records who leads, that somebody waits, or that both go together.
 * @throws `not-found`.
 */
export async function recordOutcome(
  ports: Pick<DeconflictionPorts, 'clock'>,
  store: Pick<DeconflictionStore, 'deconfliction' | 'audit'>,
  {
    session,
    reference,
    outcome,
  }: { readonly session: string; readonly reference: string; readonly outcome: OverlapOutcome },
): Promise<void> {
  const nowMs = ports.clock.nowMs();
  if (!(await store.deconfliction.recordOutcome(session, reference, outcome, nowMs))) {
    throw new AppError('not-found', { what: 'overlap', name: reference });
  }
  await store.audit.append({
    atMs: nowMs,
    actor: 'command',
    agency: '',
    action: 'record-overlap-outcome',
    subject: `deconfliction:${session}`,
    payload: { reference, outcome },
  });
}
