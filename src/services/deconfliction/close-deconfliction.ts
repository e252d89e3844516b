/** Fourth step: the side that answered learns the same, and says so. */
import { AppError } from '../../errors.ts';
import { findOverlaps } from './find-overlaps.ts';
import {
  type FinishInput,
  type FinishReport,
  finishSession,
  reportOf,
  requireSameList,
} from './finish-deconfliction.ts';
import { ownElements } from './own-elements.ts';
import { readDeconflictionList } from './read-deconfliction-list.ts';
import {
  type DeconflictionPorts,
  type DeconflictionStore,
  keepStep,
  receiveStep,
  requireSession,
  sendStep,
} from './session-steps.ts';

/**
 * Compares with what the finish brought, keeps what was found, and seals the end of the session.
 * @throws `package-refused`, also where the two sides have not seen the same; `refused` where the list is another.
 */
export async function closeDeconfliction(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  finish: string,
  { list: path, liaison, purpose, out }: Omit<FinishInput, 'revealsContacts'>,
): Promise<FinishReport> {
  const received = await receiveStep(ports, store, finish, 'finish');
  const kept = await requireSession(store, finish, received, 'answers');
  const { session, by, terms } = received;
  const list = await readDeconflictionList(ports, path);
  requireSameList(path, list, kept.listSha256);
  const own = ownElements(list, session, kept.secret);
  const ownTwice = received.elements('twice.bin');
  const others = kept.kept!.subarray(1);
  const tells = kept.kept![0] === 1 && terms.revealsContacts;
  const contacts = tells ? (terms.contacts ?? {}) : {};
  const found = findOverlaps(list, { elements: ownTwice, rows: own.rows }, others, (reference) => contacts[reference]);
  if (ownTwice.length !== own.elements.length || found.digest !== terms.digest) {
    throw new AppError('package-refused', { file: finish, reason: 'the other side has not seen the same overlaps' });
  }
  await keepStep(ports, store, received);
  const otherElements = others.length / 32;
  await finishSession(ports, store, { session, agency: by.agreement.taker, found, otherElements });
  await sendStep(ports, store, {
    step: 'close',
    partner: by.partner,
    agreementId: kept.agreementId,
    purpose,
    session,
    terms: {
      liaison,
      revealsContacts: tells,
      rows: list.rows.length,
      digest: found.digest,
      ...(tells ? { contacts: Object.fromEntries(found.ownContacts) } : {}),
    },
    elements: [],
    out,
  });
  return { ...reportOf(session, list, found), otherRows: terms.rows, otherElements, otherLiaison: terms.liaison };
}

/**
 * Takes the end of a session in: that both sides have seen the same, and the other's contacts where both tell them.
 * @throws `package-refused`.
 */
export async function confirmDeconfliction(
  ports: DeconflictionPorts,
  store: DeconflictionStore,
  close: string,
): Promise<{ readonly session: string; readonly overlaps: number; readonly contacts: number }> {
  const received = await receiveStep(ports, store, close, 'close');
  const { session, terms, by } = received;
  const kept = await store.deconfliction.find(session);
  if (kept === undefined || kept.role !== 'offers' || kept.state !== 'done' || kept.partnerId !== by.partner.id) {
    throw new AppError('package-refused', {
      file: close,
      reason: 'it ends no session of this store with that partner',
    });
  }
  await keepStep(ports, store, received);
  const contacts = new Map(Object.entries(terms.contacts ?? {}));
  await store.deconfliction.addContacts(session, contacts);
  return { session, overlaps: (await store.deconfliction.overlaps(session)).length, contacts: contacts.size };
}
