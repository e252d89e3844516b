/** Reads rows in quarantine again by the mapping profile as it is now. */
import type { SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { Profile } from '../formats/profile.ts';
import { createProfileMapper } from '../formats/read-profile-rows.ts';
import type { Batch, BatchBook, QuarantinedRow } from './batch-ports.ts';
import type { Ports } from './ports.ts';
import { loadProfile, loadRates } from './read-records.ts';
import type { RetriedRow, Store } from './store-ports.ts';

/** Which rows are read again. */
export interface RetryQuarantineInput {
  /** Rows of one batch; undefined means all. */
  readonly batchId: number | undefined;
  /** Profile by name or path, for batches of its name; undefined means the profile that each batch names. */
  readonly profile?: string | undefined;
}

/** What came of the rows of a batch. */
export interface RetriedBatch {
  readonly batchId: number;
  readonly file: string;
  readonly profile: string;
  readonly retried: number;
  readonly accepted: number;
  readonly added: number;
  readonly revised: number;
  readonly duplicate: number;
  /** Rows that still wait, those without fields among them. */
  readonly waiting: number;
  /** Rows that could never be cut into fields: only a corrected file helps them. */
  readonly withoutFields: number;
}

/** Rows that are mapped and stored together. */
const rowsAtOnce = 1000;

/**
 * Maps the rows that wait again, from the fields they were cut into, by today's profile of their batch's name. What is accepted moves in the books from rejected to accepted; what
 * is not waits on, with today's reason.
 * @throws `not-found` for a batch that does not exist, or a profile that is gone.
 */
export async function retryQuarantine(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'facts' | 'quarantine'>,
  { batchId, profile: wanted }: RetryQuarantineInput,
): Promise<RetriedBatch[]> {
  const rates = await loadRates(ports);
  const own = wanted === undefined ? undefined : await loadProfile(ports, wanted);
  const all = await store.facts.listBatches();
  if (batchId !== undefined && !all.some(({ id }) => id === batchId)) {
    throw new AppError('not-found', { what: 'batch', name: batchId });
  }
  const waiting = new Set((await store.quarantine.summary()).map((count) => count.batchId));
  const batches = all.filter(
    ({ id, profile }) =>
      waiting.has(id) && (batchId === undefined || id === batchId) && (own === undefined || own.name === profile),
  );
  const reports: RetriedBatch[] = [];
  for (const batch of batches) {
    const profile = own ?? ofBatch(await loadProfile(ports, batch.profile), batch);
    const map = createProfileMapper(profile, {
      file: batch.fileName,
      columns: batch.columns ?? [],
      rates,
      label: profile.defaultLabel,
    });
    reports.push(await retryBatch(store, batch, map, profile));
  }
  return reports;
}

/** What came in a package of another agency stays that agency's, under the handling that it came with. */
function ofBatch(profile: Profile, { agency, handling }: Batch): Profile {
  if (profile.agency === agency) return profile;
  const { ownerAgency: _, europolCodes, purposes, ...rest } = handling;
  return { ...profile, agency, handling: { ...rest, europolCodes: [...europolCodes], purposes: [...purposes] } };
}

async function retryBatch(
  store: Pick<Store, 'quarantine'>,
  batch: Batch,
  map: ReturnType<typeof createProfileMapper>,
  profile: Profile,
): Promise<RetriedBatch> {
  const books: BatchBook[] = [];
  let retried = 0;
  let withoutFields = 0;
  let accepted = 0;
  let rows = 0;
  for (let afterId = 0; ; ) {
    const some = await store.quarantine.list({ batchId: batch.id, afterId, limit: rowsAtOnce });
    if (some.length === 0) break;
    afterId = some.at(-1)!.id;
    rows += some.length;
    const readable = some.filter((row) => row.fields !== undefined && batch.columns !== undefined);
    withoutFields += some.length - readable.length;
    const results = readable.map((row) => retryRow(row, map));
    books.push(...(await store.quarantine.retry(batch, results)));
    retried += results.length;
    accepted += results.filter(({ record }) => record !== undefined).length;
  }
  const sum = (field: 'added' | 'revised' | 'duplicate'): number =>
    books.reduce((total, book) => total + book[field], 0);
  return {
    batchId: batch.id,
    file: batch.fileName,
    profile: profile.name,
    retried,
    accepted,
    added: sum('added'),
    revised: sum('revised'),
    duplicate: sum('duplicate'),
    waiting: rows - accepted,
    withoutFields,
  };
}

function retryRow(row: QuarantinedRow, map: ReturnType<typeof createProfileMapper>): RetriedRow {
  const raw = Buffer.from(row.raw).toString();
  const mapped = map({ row: row.row, raw, fields: row.fields, fault: undefined });
  if ('kind' in mapped) return { id: row.id, record: mapped as SourceRecord, reject: undefined };
  return { id: row.id, record: undefined, reject: mapped };
}
