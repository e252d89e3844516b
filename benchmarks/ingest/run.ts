/** The store: speed, memory, room and sturdiness of ingest and history: `npm run bench:ingest`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOutcome } from '../shared/bench.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { inTemporaryFolder } from '../shared/in-temporary-folder.ts';
import { kcsFiles } from '../shared/kcs-files.ts';
import { runBench } from '../shared/run-bench.ts';
import { type BenchStores, serverSettings, startStores, storeKinds } from './bench-stores.ts';
import { evilRows } from './evil-rows.ts';
import { ingestEvil } from './ingest-evil.ts';
import { ingestRows } from './ingest-rows.ts';
import { killIngests } from './kill-ingests.ts';
import { killRows } from './kill-rows.ts';
import { measureSizes, type SizePlan } from './measure-sizes.ts';
import { measureSpeed } from './measure-speed.ts';
import { openTwice } from './open-twice.ts';
import { simulateYear, smallFiles } from './simulate-year.ts';
import { sizeRows } from './size-rows.ts';

const kills = 25;
const damagedFiles = 1000;
const hostileRows = 10_000;
const seed = 4;
const speedRuns = 3;
const defectsShown = 20;
const yearItems = 2_000_000;
/** After so many seconds no further size is begun. */
const patienceSeconds = 12 * 60;

/** After so many seconds no further process is killed: only a machine that others use comes so far. */
const killPatienceSeconds = 7 * 60;

const plans: readonly SizePlan[] = [
  { kind: 'PostgreSQL', items: 50_000, isCounted: false },
  { kind: 'PostgreSQL', items: 100_000, isCounted: false },
  { kind: 'PostgreSQL', items: 500_000, isCounted: false },
  { kind: 'PGlite', items: 50_000, isCounted: false },
  { kind: 'PGlite', items: 250_000, isCounted: false },
  { kind: 'PostgreSQL', items: 50_000, isCounted: true },
  { kind: 'PostgreSQL', items: 250_000, isCounted: true },
  { kind: 'PostgreSQL', items: yearItems, isCounted: false },
];

await runBench({
  name: 'ingest',
  title: 'Ingest and history in a store',
  measure: (tell) =>
    inTemporaryFolder(async (folder) => {
      // Child processes get it too: nobody's own key is touched.
      process.env.TOUCHSTONE_HOME = join(folder, 'home');
      const stores = await startStores(folder);
      // What a killed process has spooled goes with the folder; the server's own account could not enter it.
      process.env.TMPDIR = folder;
      try {
        return await measure(stores, folder, tell);
      } finally {
        await stores.end();
      }
    }),
});

async function measure(stores: BenchStores, folder: string, tell: (text: string) => void): Promise<BenchOutcome> {
  const started = performance.now();
  const isTimeLeft = (seconds: number): boolean => (performance.now() - started) / 1000 < seconds;
  const kcs = kcsFiles();
  const speeds = [];
  for (const kind of storeKinds) {
    speeds.push(await measureSpeed(stores, kind, [kcs.train, kcs.validation], speedRuns));
    tell(`${kind}: KCS declarations taken in ${speedRuns} times`);
  }
  const sturdy = await measureSturdiness(stores, folder, { tell, isTimeLeft: () => isTimeLeft(killPatienceSeconds) });
  const sized = await measureSizes(stores, { year: sturdy.year, folder }, plans, {
    tell,
    isTimeLeft: () => isTimeLeft(patienceSeconds),
  });
  return {
    rows: [...speeds.flatMap(ingestRows), ...sizeRows(sized.runs), ...sturdy.rows],
    versions: {
      'server settings': Object.entries(serverSettings)
        .map((pair) => pair.join(' = '))
        .join(', '),
    },
    notes: [
      `KCS: both files by \`touchstone ingest --store\`, a process of its own each time, into a new store, the fastest of ${speedRuns} runs. Facts: seconds of checking and loading, as the command reports them, so every row is read twice. History: seconds of counting them at the end of the same command. COPY: the same rows of the fact table, made before, into a table without index, reference and check, the fastest of all its runs.`,
      `Sizes: the first items of a simulated year of one agency (benchmarks/throughput/agency-year.yaml), each size in a process and a store of its own; memory is the high-water mark of the ingesting process (with PGlite inside it, without the server of PostgreSQL). Two million items are taken in with \`--no-history\`, since counting them would go beyond the time of this benchmark; the history is shown at up to 250,000.`,
      `Bytes are those of tables and indexes after the ingest, without what the history has still to take in.`,
      `kill -9: an ingest of 11,000 declarations, 3,000 examinations and 200 measures, with its history, killed at moments drawn over the time that an undisturbed one takes (seed ${seed}), up to five times in a store, each time going on with what is there; then run to its end. Facts are compared with those of an undisturbed ingest, books are added up after every kill and at the end, and \`history verify\` counts all again. It runs beside the damaged files, hostile rows and \`simulate\`; nothing there is timed.`,
      `Damaged files go into PostgreSQL, hostile rows into PGlite, twenty hostile rows a file among as many sound ones, with bombs of XML and gzip as files of their own. A file is loaded with books that balance or refused with a code of exit code 2; anything else is a crash.`,
      ...sized.leftOut.map(({ kind, items }) => `Left out for want of time: ${items} items into ${kind}.`),
      ...sturdy.defects.slice(0, defectsShown).map((defect) => `Defect: ${defect.split('\n').slice(0, 3).join(' ')}`),
    ],
  };
}

interface Watch {
  readonly tell: (text: string) => void;
  readonly isTimeLeft: () => boolean;
}

interface Sturdiness {
  readonly rows: BenchRow[];
  readonly defects: readonly string[];
  readonly year: string;
}

/** What needs no quiet machine, side by side. */
async function measureSturdiness(stores: BenchStores, folder: string, watch: Watch): Promise<Sturdiness> {
  const { tell } = watch;
  const files = await smallFiles(folder);
  const twice = await openTwice(join(folder, 'twice'), files);
  tell(`a second process on one folder ended with ${twice.code}`);
  const evil = async () => {
    mkdirSync(join(folder, 'evil'), { recursive: true });
    const order = { seed, folder: join(folder, 'evil') };
    const damaged = await ingestEvil(stores, { ...order, source: 'damaged', amount: damagedFiles }, 'PostgreSQL');
    tell(`${damaged.files.files} damaged files taken in, ${damaged.files.defects.length} defects`);
    const hostile = await ingestEvil(stores, { ...order, source: 'hostile', amount: hostileRows }, 'PGlite');
    tell(`${hostile.files.files} files with hostile rows taken in, ${hostile.files.defects.length} defects`);
    return [damaged, hostile];
  };
  const [tallies, evils, year] = await Promise.all([
    Promise.all(storeKinds.map((kind) => killIngests(stores, { kind, files, kills, seed }, watch))),
    evil(),
    simulateYear(folder, tell),
  ]);
  const isRefused = twice.isRefused && twice.isFirstDone;
  return {
    rows: [
      ...killRows(tallies),
      {
        name: 'second process on an embedded store: refused with exit code 3, naming the holder',
        value: isRefused ? 1 : 0,
        unit: 'of 1',
        goal: '== 1',
      },
      ...evils.flatMap(evilRows),
    ],
    defects: [...tallies.flatMap(({ defects }) => defects), ...evils.flatMap((one) => one.files.defects)],
    year,
  };
}
