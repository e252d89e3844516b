/** How often two agencies may compare what they are after. */
import { dayMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import type { DeconflictionStore } from './session-steps.ts';

/** Sessions with one partner in a day, and in thirty days, whoever began them: each lets the other side ask for as many names as its set holds. */
const sessionRates = [
  { sessions: 2, days: 1 },
  { sessions: 8, days: 30 },
] as const;

/**
 * Lets a session begin that the rate allows.
 * @throws `rate-limited`.
 */
export async function requireRate(
  { deconfliction }: Pick<DeconflictionStore, 'deconfliction'>,
  partnerId: number,
  nowMs: number,
): Promise<void> {
  for (const { sessions, days } of sessionRates) {
    const began = await deconfliction.countSince(partnerId, nowMs - days * dayMs);
    if (began >= sessions) throw new AppError('rate-limited', { seconds: days * 86_400 });
  }
}
