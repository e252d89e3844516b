/** Erases records, or all records that name a party, so that the store is as if they had never come. */
import type { Stage } from '../domain/consignment.ts';
import { AppError } from '../errors.ts';
import { type PartyQuery, parsePartyQuery } from '../matching/parties/party-query.ts';
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
}

/** What was erased. */
export interface EraseRecordsReport {
  /** Several where a party's records went on coming meanwhile. */
  readonly erasures: readonly Erasure[];
  /** Rights records that name the party; they stay. */
  readonly rights: readonly string[];
  /** Models that were trained on it, `NAME@VERSION`: they are noted for retraining. */
  readonly modelsToRetrain: readonly string[];
}

type ErasingStore = Pick<Store, 'erasures' | 'history'>;
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
  { records, party, ground }: EraseRecordsInput,
): Promise<EraseRecordsReport> {
  if (ground.trim() === '') throw new AppError('usage', { reason: 'an erasure needs its ground' });
  await finishErasures(ports, store);
  const query = queryOf(party);
  const erasures: Erasure[] = [];
  const rights = new Set<string>();
  let lastVersion = 0;
  for (;;) {
    const named = query === undefined ? undefined : await findPartyRecords(store, query, lastVersion);
    for (const id of named?.rights ?? []) rights.add(id);
    const wanted = namesOf(erasures.length === 0 ? records : [], named?.records ?? []);
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
  return {
    erasures: (await store.erasures.list()).filter(({ id }) => ids.has(id)),
    rights: [...rights],
    modelsToRetrain,
  };
}

/**
 * Deletes what is being erased, once the history has taken it back; goes on where an erasure was cut off.
 * @throws `refused` where the history is counted under another key.
 */
export async function finishErasures(ports: Pick<Ports, 'keys'>, store: ErasingStore): Promise<void> {
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
