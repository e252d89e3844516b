/** Third step: the side that offered learns what both have in common, and lets the other learn it too. */
import { AppError } from '../../errors.ts';
import { blindElements } from '../../matching/deconfliction/blind-elements.ts';
import { type FoundOverlaps, findOverlaps } from './find-overlaps.ts';
import { ownElements } from './own-elements.ts';
import { type DeconflictionList, readDeconflictionList } from './read-deconfliction-list.ts';
import {
  type DeconflictionPorts,
  type DeconflictionStore,
  keepStep,
  receiveStep,
  requireSession,
  sendStep,
} from './session-steps.ts';

/** What a side learns. */
export interface FinishReport {
  readonly session: string;
  readonly rows: number;
  readonly matchedRows: number;
  readonly overlaps: FoundOverlaps['overlaps'];
  readonly otherRows: number;
  readonly otherElements: number;
  readonly otherLiaison: string;
}

/** How a session goes on. */
export interface FinishInput {
  /** The list of the first step, unchanged. */
  readonly list: string;
  readonly liaison: string;
  readonly revealsContacts: boolean;
  readonly purpose?: string | undefined;
  readonly out: string;
}

/**
 * Compares, keeps what was found, forgets the session's secret, and seals what the partner needs to find the same.
 * @throws `package-refused`, `refused` where the list is another than that of the first step.
 */
export async function finishDeconfliction(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  answer: string,
  { list: path, liaison, revealsContacts, purpose, out }: FinishInput,
): Promise<FinishReport> {
  const received = await receiveStep(ports, store, answer, 'answer');
  const kept = await requireSession(store, answer, received, 'offers');
  const { session, by, terms } = received;
  const list = await readDeconflictionList(ports, path);
  requireSameList(path, list, kept.listSha256);
  const own = ownElements(list, session, kept.secret);
  const ownTwice = received.elements('twice.bin');
  if (ownTwice.length !== own.elements.length) {
    throw new AppError('package-refused', {
      file: answer,
      reason: 'it answers another number of elements than were offered',
    });
  }
  const others = blindElements(received.elements('once.bin'), kept.secret);
  const found = findOverlaps(list, { elements: ownTwice, rows: own.rows }, others);
  const tells = revealsContacts && terms.revealsContacts;
  await keepStep(ports, store, received);
  const otherElements = others.length / 32;
  await finishSession(ports, store, { session, agency: by.agreement.taker, found, otherElements });
  await sendStep(ports, store, {
    step: 'finish',
    partner: by.partner,
    agreementId: kept.agreementId,
    purpose,
    session,
    terms: {
      liaison,
      revealsContacts,
      rows: list.rows.length,
      digest: found.digest,
      ...(tells ? { contacts: Object.fromEntries(found.ownContacts) } : {}),
    },
    elements: [['twice.bin', others]],
    out,
  });
  return { ...reportOf(session, list, found), otherRows: terms.rows, otherElements, otherLiaison: terms.liaison };
}

/** Keeps what was found, with counts in the audit. */
export async function finishSession(
  ports: Pick<DeconflictionPorts, 'clock'>,
  store: DeconflictionStore,
  {
    session,
    agency,
    found,
    otherElements,
  }: {
    readonly session: string;
    readonly agency: string;
    readonly found: FoundOverlaps;
    readonly otherElements: number;
  },
): Promise<void> {
  const nowMs = ports.clock.nowMs();
  const counts = { otherElements, matchedParties: found.matchedRows, finishedAtMs: nowMs };
  await store.deconfliction.finish(session, counts, found.overlaps);
  await store.audit.append({
    atMs: nowMs,
    actor: 'command',
    agency,
    action: 'finish-deconfliction',
    subject: `deconfliction:${session}`,
    payload: { otherElements, matchedParties: found.matchedRows, overlaps: found.overlaps.length },
  });
}

/** What a side learns of its own list. */
export function reportOf(session: string, { rows }: DeconflictionList, { overlaps, matchedRows }: FoundOverlaps) {
  return { session, rows: rows.length, matchedRows, overlaps };
}

/** @throws `refused`. */
export function requireSameList(path: string, { sha256 }: DeconflictionList, wanted: Uint8Array): void {
  if (Buffer.from(sha256).equals(wanted)) return;
  throw new AppError('refused', { reason: `${path} is not the list that the session began with` });
}
