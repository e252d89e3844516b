/** Second step: the partner blinds what it was offered once more, and adds its own set. */
import { AppError } from '../../errors.ts';
import { blindElements } from '../../matching/deconfliction/blind-elements.ts';
import type { SideInput, StepReport } from './offer-deconfliction.ts';
import { ownElements } from './own-elements.ts';
import { readDeconflictionList } from './read-deconfliction-list.ts';
import { requireRate } from './require-rate.ts';
import { type DeconflictionPorts, type DeconflictionStore, keepStep, receiveStep, sendStep } from './session-steps.ts';

/**
 * Answers an offer. What both have in common this side learns only from the next step.
 * @throws `package-refused`, `rate-limited`, `refused`, `file-unreadable`, `too-large`.
 */
export async function answerDeconfliction(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  offer: string,
  { list: path, agreementId, purpose, liaison, revealsContacts, out }: SideInput,
): Promise<StepReport & { readonly otherElements: number; readonly otherLiaison: string }> {
  const received = await receiveStep(ports, store, offer, 'offer');
  const { session, by, terms } = received;
  if ((await store.deconfliction.find(session)) !== undefined) {
    throw new AppError('package-refused', { file: offer, reason: 'its session was answered before' });
  }
  const nowMs = ports.clock.nowMs();
  await requireRate(store, by.partner.id, nowMs);
  const once = received.elements('once.bin');
  const list = await readDeconflictionList(ports, path);
  const secret = ports.secrets.bytes(32);
  const own = ownElements(list, session, secret);
  const twice = blindElements(once, secret);
  await keepStep(ports, store, received);
  const counts = { ownParties: list.rows.length, ownElements: own.rows.length, otherElements: twice.length / 32 };
  await store.deconfliction.begin({
    id: session,
    role: 'answers',
    state: 'open',
    partnerId: by.partner.id,
    agreementId,
    startedAtMs: nowMs,
    finishedAtMs: undefined,
    ...counts,
    matchedParties: undefined,
    listSha256: list.sha256,
    secret,
    // Contacts are told where both sides tell them; the first byte keeps what they agreed on.
    kept: Buffer.concat([Buffer.from([Number(revealsContacts && terms.revealsContacts)]), twice]),
  });
  await sendStep(ports, store, {
    step: 'answer',
    partner: by.partner,
    agreementId,
    purpose,
    session,
    terms: { liaison, revealsContacts, rows: list.rows.length },
    elements: [
      ['twice.bin', twice],
      ['once.bin', blindElements(own.elements, secret)],
    ],
    out,
  });
  return {
    session,
    rows: list.rows.length,
    elements: own.rows.length,
    otherElements: counts.otherElements,
    otherLiaison: terms.liaison,
  };
}
