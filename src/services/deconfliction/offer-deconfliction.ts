/** First step: an agency offers its set, blinded. */
import type { ExchangeCard } from '../../formats/exchange/exchange-card.ts';
import { blindElements } from '../../matching/deconfliction/blind-elements.ts';
import { findPartner } from '../exchange/find-partnership.ts';
import { ownElements } from './own-elements.ts';
import { readDeconflictionList } from './read-deconfliction-list.ts';
import { requireRate } from './require-rate.ts';
import { type DeconflictionPorts, type DeconflictionStore, sendStep } from './session-steps.ts';

/** What a side says in its first step. */
export interface SideInput {
  /** File of the list. */
  readonly list: string;
  /** Agreement by which the own agency gives to the partner's. */
  readonly agreementId: number;
  readonly purpose?: string | undefined;
  readonly liaison: string;
  /** Whether contacts are told where both sides tell them. */
  readonly revealsContacts: boolean;
  readonly out: string;
}

/** What a step came to. */
export interface StepReport {
  readonly session: string;
  readonly rows: number;
  readonly elements: number;
}

/**
 * Begins a session: blinds the list's elements with a secret of this session alone and seals them for the partner.
 * @throws `rate-limited`, `refused`, `file-unreadable`, `too-large`.
 */
export async function offerDeconfliction(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  {
    card,
    list: path,
    agreementId,
    purpose,
    liaison,
    revealsContacts,
    out,
  }: SideInput & { readonly card: ExchangeCard },
): Promise<StepReport> {
  const partner = await findPartner(store, card);
  const nowMs = ports.clock.nowMs();
  await requireRate(store, partner.id, nowMs);
  const list = await readDeconflictionList(ports, path);
  const session = Buffer.from(ports.secrets.bytes(16)).toString('hex');
  const secret = ports.secrets.bytes(32);
  const own = ownElements(list, session, secret);
  const elements = own.rows.length;
  await store.deconfliction.begin({
    id: session,
    role: 'offers',
    state: 'open',
    partnerId: partner.id,
    agreementId,
    startedAtMs: nowMs,
    finishedAtMs: undefined,
    ownParties: list.rows.length,
    ownElements: elements,
    otherElements: undefined,
    matchedParties: undefined,
    listSha256: list.sha256,
    secret,
    kept: undefined,
  });
  const terms = { liaison, revealsContacts, rows: list.rows.length };
  const once = blindElements(own.elements, secret);
  const step = { step: 'offer', partner, agreementId, purpose, session, terms, out } as const;
  await sendStep(ports, store, { ...step, elements: [['once.bin', once]] });
  return { session, rows: list.rows.length, elements };
}
