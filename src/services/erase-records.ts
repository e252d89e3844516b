/** Erases records, or all records that name a party, so that the store is as if they had never come. */
import type { Stage } from '../domain/consignment.ts';
import { AppError } from '../errors.ts';
import { type PartyQuery, parsePartyQuery } from '../matching/parties/party-query.ts';
import type { NewAuditEntry } from './audit-ports.ts';
import type { FrozenTarget } from './disclosure-ports.ts';
import { eraseAuditMentions } from './erase-audit-mentions.ts';
import type { Erasure, ErasureRequest } from './erasure-ports.ts';
import { findPartyRecords } from './find-party-records.ts';
import { findRejectedRows } from './find-rejected-rows.ts';
import { listModels } from './model-store.ts';
import { modelsTrainedOn } from './models-trained-on.ts';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';
import { updateHistory } from './update-history.ts';

/** What shall be erased, and why. */
export interface EraseRecordsInput {
  /** `AGENCY/REFERENCE` of a consignment, result or right, or `AGENCY/REFERENCE#ITEM` of a goods item. */
  readonly records: readonly string[];
  /** A party, as `parsePartyQuery` reads it. */
  readonly party: string | undefined;
  /** Why, without personal data: it stays. */
  readonly ground: string;
  /** Who erases, for the audit: `actorLabel`, or `system`; undefined means somebody at the command line. */
  readonly actor?: string | undefined;
}

/** What was erased. */
export interface EraseRecordsReport {
  /** Several where a party's records went on coming meanwhile. */
  readonly erasures: readonly Erasure[];
  /** Rights records that name the party; they stay. */
  readonly rights: readonly string[];
  /** Models that were trained on it, `NAME@VERSION`: they are noted for retraining. */
  readonly modelsToRetrain: readonly string[];
  /** Frozen targets that a legal hold keeps; they are erased when it is over. */
  readonly heldBack: readonly FrozenTarget[];
  /** Payloads of the audit that spoke of it. */
  readonly auditPayloads: number;
}

type ErasingStore = Pick<Store, 'erasures' | 'history' | 'audit' | 'frozenTargets'>;
type ErasingPorts = Pick<Ports, 'files' | 'folders' | 'keys' | 'clock'>;

/** Times that the history is asked to take back what is due. */
const attempts = 5;

/**
 * Erases facts of all versions with their scores, feature vectors, look-outs and rejected rows, and takes back what they added to the history. A keyed hash of each name stays,
 * so that the same record does not come back; later records of the party do, by their own right.
 * @throws `usage` for words that name nothing, `not-found` where nothing is stored of it.
 */
export async function eraseRecords(
  ports: ErasingPorts,
  store: ErasingStore,
  { records, party, ground, actor = 'command' }: EraseRecordsInput,
): Promise<EraseRecordsReport> {
  if (ground.trim() === '') throw new AppError('usage', { reason: 'an erasure needs its ground' });
  await finishErasures(ports, store);
  const query = queryOf(party);
  const erasures: Erasure[] = [];
  const rights = new Set<string>();
  const names = new Set<string>();
  let lastVersion = 0;
  for (;;) {
    const named = query === undefined ? undefined : await findPartyRecords(store, query, lastVersion);
    for (const id of named?.rights ?? []) rights.add(id);
    const wanted = namesOf(erasures.length === 0 ? records : [], named?.records ?? []);
    for (const name of [...wanted.records, ...wanted.items.map(({ record }) => record)]) names.add(name);
    const erasure = await erase(
      ports,
      store,
      { ...wanted, kind: query === undefined ? 'record' : 'party', ground },
      query,
    );
    if (erasure === undefined) break;
    erasures.push(erasure);
    if (named === undefined) break;
    lastVersion = named.lastVersion;
  }
  if (erasures.length === 0) {
    const kept =
      rights.size === 0 ? '' : `; rights records ${[...rights].join(', ')} name it, and are corrected at their source`;
    throw new AppError('not-found', { what: 'record', name: party ?? records.join(', '), hint: kept });
  }
  await finishErasures(ports, store);
  const modelsToRetrain = await noteModels(ports, store, erasures);
  const ids = new Set(erasures.map(({ id }) => id));
  const done = (await store.erasures.list()).filter(({ id }) => ids.has(id));
  const by = { atMs: ports.clock.nowMs(), actor, ground };
  const auditPayloads = await eraseAuditMentions(store.audit, { records: names, party: query }, by);
  await store.audit.appendMany(done.flatMap((erasure) => auditEntriesOf(erasure, by)));
  return {
    erasures: done,
    rights: [...rights],
    modelsToRetrain,
    heldBack: (await store.frozenTargets.heldBack()).filter(({ reference }) => names.has(reference)),
    auditPayloads,
  };
}

/** One entry for each agency whose records went, with counts alone. */
function auditEntriesOf(
  { id, kind, agencies, records, facts, scores, lookOuts, quarantined }: Erasure,
  { atMs, actor, ground }: { readonly atMs: number; readonly actor: string; readonly ground: string },
): NewAuditEntry[] {
  const payload = { kind, ground, records, facts, scores, lookOuts, quarantined };
  return (agencies.length === 0 ? [''] : agencies).map((agency) => ({
    atMs,
    actor,
    agency,
    action: 'erase-records',
    subject: `erasure:${id}`,
    payload,
  }));
}

/**
 * Deletes what is being erased, once the history has taken it back; goes on where an erasure was cut off.
 * @throws `refused` where the history is counted under another key.
 */
export async function finishErasures(
  ports: Pick<Ports, 'keys'>,
  store: Pick<Store, 'erasures' | 'history'>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { pending } = await store.erasures.finish();
    if (pending === 0) return;
    if (attempt > attempts) {
      throw new AppError('internal', {
        reason: `the history keeps ${pending} facts that are erased; erase again, or rebuild the history`,
      });
    }
    await updateHistory(store, await ports.keys.identityKey());
  }
}

function queryOf(party: string | undefined): PartyQuery | undefined {
  if (party === undefined) return undefined;
  const query = parsePartyQuery(party);
  if (query !== undefined) return query;
  throw new AppError('usage', {
    reason: `a party is id:SCHEME:ID, name:NAME|COUNTRY, address:ADDRESS|COUNTRY, phone:NUMBER|COUNTRY or email:MAILBOX; got ${party}`,
  });
}

type Names = Pick<ErasureRequest, 'records' | 'items'>;

function namesOf(words: readonly string[], ids: readonly string[]): Names {
  const records = [...ids];
  const items: { record: string; itemNumber: number }[] = [];
  for (const word of words) {
    const item = /^(.+)#(\d{1,5})$/s.exec(word);
    const id = item?.[1] ?? word;
    if (!/^[^/]+\/./s.test(id)) {
      throw new AppError('usage', { reason: `a record is AGENCY/REFERENCE or AGENCY/REFERENCE#ITEM; got ${word}` });
    }
    if (item === null) records.push(id);
    else items.push({ record: id, itemNumber: Number(item[2]) });
  }
  return { records, items };
}

async function erase(
  ports: ErasingPorts,
  store: ErasingStore,
  request: Omit<ErasureRequest, 'atMs' | 'quarantined'>,
  party: PartyQuery | undefined,
): Promise<Erasure | undefined> {
  const quarantined = await findRejectedRows(store, { ...request, party });
  return store.erasures.begin({ ...request, quarantined, atMs: ports.clock.nowMs() }, await ports.keys.identityKey());
}

async function noteModels(ports: ErasingPorts, store: ErasingStore, erasures: readonly Erasure[]): Promise<string[]> {
  const models = await listModels(ports);
  const noted = new Set<string>();
  for (const erasure of erasures) {
    const trained = modelsTrainedOn(models, erasure);
    const day = new Date(erasure.erasedAtMs).toISOString().slice(0, 10);
    await store.erasures.noteRetraining(
      trained.map(({ name, version, stage }) => ({ name, version, stage: stage as Stage })),
      `it was trained on records that were erased on ${day} (erasure ${erasure.id})`,
    );
    for (const { name, version } of trained) noted.add(`${name}@${version}`);
  }
  return [...noted].sort();
}
