/** Fills a new installation with simulated agencies, so that whoever tries it finds a queue to work on. */
import { dayMs } from '../domain/moment.ts';
import type { FileWriter, Ports } from './ports.ts';
import { promoteModel } from './promote-model.ts';
import type { QueuePort } from './queue-ports.ts';
import { loadProfile } from './read-records.ts';
import { simulate } from './simulate.ts';
import type { Store } from './store-ports.ts';
import { submitBatch } from './submit-batch.ts';

const scenario = 'live-sample';
const seed = 1;
/** Days of the scenario, whose last is today. */
const scenarioDays = 272;
const model = 'sample@1';
/** Files of each phase with their profiles, in the order in which they are handed in. */
const phaseFiles = [
  ['aurelia-declarations.csv', 'aurelia'],
  ['borealis-declarations.ndjson', 'borealis'],
  ['aurelia-examinations.csv', 'aurelia-examinations'],
  ['borealis-examinations.ndjson', 'borealis-examinations'],
  ['aurelia-measures.csv', 'aurelia-measures'],
  ['borealis-measures.ndjson', 'borealis-measures'],
] as const;
const files: readonly (readonly [name: string, profile: string])[] = [
  ['rights-records.csv', 'touchstone'],
  ...['earlier', 'current'].flatMap((phase) =>
    phaseFiles.map(([name, profile]) => [`${phase}/${name}`, profile] as const),
  ),
];

/**
 * Promotes the sample model and hands in the files of a simulated world of two agencies that ends today. Workers take them in from there.
 * Returns the ids of that work, in order.
 */
export async function loadSample(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock'>,
  store: Pick<Store, 'models' | 'uploads' | 'work'>,
  queues: Pick<QueuePort, 'enqueue'>,
): Promise<readonly number[]> {
  await promoteModel(ports, store, model);
  const written = new Map<string, Uint8Array[]>();
  const lastDayMs = Math.floor(ports.clock.nowMs() / dayMs) * dayMs;
  await simulate(
    { ...ports, files: { ...ports.files, create: async (path) => memoryFile(written, path) } },
    {
      scenario,
      rows: undefined,
      seed,
      outDir: '',
      startDay: new Date(lastDayMs - (scenarioDays - 1) * dayMs).toISOString().slice(0, 10),
      pause: () => ports.clock.sleep(0),
    },
  );
  const workIds: number[] = [];
  for (const [name, profileName] of files) {
    const parts = written.get(`/${name}`) ?? [];
    if (parts.every(({ length }) => length === 0)) continue;
    const profile = await loadProfile(ports, profileName);
    const { workId } = await submitBatch(ports, store, queues, { path: name, profile, bytes: bytesOf(parts) });
    workIds.push(workId);
  }
  return workIds;
}

/** A file that is written into memory: a sample is a few megabytes. */
function memoryFile(written: Map<string, Uint8Array[]>, path: string): FileWriter {
  const parts: Uint8Array[] = [];
  return {
    append: async (content) => void parts.push(typeof content === 'string' ? Buffer.from(content) : content),
    finish: async () => void written.set(path, parts),
    discard: async () => {},
  };
}

async function* bytesOf(parts: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* parts;
}
