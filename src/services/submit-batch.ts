/** Hands a file in, for a worker to take it into the store. */
import { AppError } from '../errors.ts';
import type { Ports } from './ports.ts';
import type { QueuePort } from './queue-ports.ts';
import type { InputFile } from './read-records.ts';
import type { Store } from './store-ports.ts';

/** Bytes of a part. */
const partBytes = 1 << 20;
/** Bytes of a file that may be handed in. */
const maximumBytes = 4 * 2 ** 30;
/** Files that may wait before whoever hands in more has to wait too. */
const maximumWaiting = 64;
const waitMs = 200;
/** Before what other work finds by itself: it is what everything else waits for. */
const batchPriority = 500;

/** A file to hand in. */
interface FileToSubmit extends InputFile {
  /** Its bytes where they are not at its path. */
  readonly bytes?: AsyncIterable<Uint8Array>;
}

/** A file that was handed in. */
export interface SubmitBatchReport {
  readonly workId: number;
  readonly uploadId: number;
  readonly byteCount: number;
}

/**
 * Copies a file into the database part by part, so that a worker on any host can take it, and adds the work in the transaction that makes it whole. Waits while too many
 * files wait, so that a fast sender fills neither memory nor disk.
 * @throws `not-found`, `too-large`.
 */
export async function submitBatch(
  ports: Pick<Ports, 'files' | 'clock'>,
  store: Pick<Store, 'uploads' | 'work'>,
  queues: Pick<QueuePort, 'enqueue'>,
  input: FileToSubmit,
): Promise<SubmitBatchReport> {
  await waitForRoom(ports, store);
  const report = await keepFile(ports, store, input);
  const { workId } = report;
  try {
    await queues.enqueue([{ queue: 'ingest-batch', priority: batchPriority, workId }]);
    await store.work.markEnqueued([workId], ports.clock.nowMs());
  } catch {
    // The sweeper hands over what the queue could not take just now.
  }
  return report;
}

async function keepFile(
  ports: Pick<Ports, 'files' | 'clock'>,
  store: Pick<Store, 'uploads'>,
  input: FileToSubmit,
): Promise<SubmitBatchReport> {
  const receivedAtMs = ports.clock.nowMs();
  const parts = partsOf(input.bytes ?? ports.files.open(input.path))[Symbol.asyncIterator]();
  const workOf = (payload: object) => ({
    queue: 'ingest-batch' as const,
    payload: { ...payload, profile: input.profile.name },
    priority: batchPriority,
  });
  const first = await parts.next();
  const second = first.done === true ? first : await parts.next();
  if (second.done === true) {
    const bytes = first.done === true ? new Uint8Array(0) : first.value;
    const file = { fileName: input.path, receivedAtMs, bytes };
    return { ...(await store.uploads.handIn(file, workOf({}), ports.clock.nowMs())), byteCount: bytes.length };
  }
  const uploadId = await store.uploads.begin(input.path, receivedAtMs);
  let byteCount = 0;
  try {
    let part = 0;
    for (const early of [first.value as Uint8Array, second.value]) {
      byteCount += early.length;
      await store.uploads.append(uploadId, part++, early);
    }
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      byteCount += next.value.length;
      if (byteCount > maximumBytes)
        throw new AppError('too-large', { what: input.path, limit: `${maximumBytes} bytes` });
      await store.uploads.append(uploadId, part++, next.value);
    }
  } catch (error) {
    // Where the database is away, what is half written stays for the next cleaning.
    await store.uploads.remove(uploadId).catch(() => {});
    throw error;
  }
  const workId = await store.uploads.complete(uploadId, workOf({ uploadId }), ports.clock.nowMs());
  return { workId, uploadId, byteCount };
}

/** Cuts bytes into parts, none of them empty. */
async function* partsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of pieces) {
    for (let start = 0; start < bytes.length; start += partBytes) yield bytes.subarray(start, start + partBytes);
  }
}

async function waitForRoom(ports: Pick<Ports, 'clock'>, store: Pick<Store, 'work'>): Promise<void> {
  for (;;) {
    if (!(await store.work.isWaiting('ingest-batch', maximumWaiting))) return;
    await ports.clock.sleep(waitMs);
  }
}
