/** The files that four agencies send. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulateReport } from '../../src/services/simulate.ts';
import { projectRoot } from '../shared/project-root.ts';
import { runTouchstone } from '../shared/run-touchstone.ts';
import { type CutBatch, cutBatches } from './cut-batches.ts';
import { poisonFiles } from './poison-files.ts';

/** A file that an agency sends. */
export interface FlowFile {
  readonly path: string;
  readonly profile: string;
  readonly rows: number;
  readonly poisonRows: number;
}

/** What the agencies send. */
export interface Flow {
  /** Rights records, which are there before everything else. */
  readonly rights: readonly FlowFile[];
  /** Batches of all agencies in order of time. */
  readonly batches: readonly FlowFile[];
  /** Files that are refused whole. */
  readonly poison: readonly FlowFile[];
}

/** How much is sent. */
export interface FlowPlan {
  /** Goods items declared. */
  readonly items: number;
  readonly rowsOfBatch: number;
}

interface Source {
  readonly file: string;
  readonly profile: string;
  readonly format: 'csv' | 'ndjson';
  readonly delimiter: string;
  /** Agency of the rows that are taken, in a file of several. */
  readonly agency?: string;
}

const kinds = ['declarations', 'examinations', 'measures'] as const;
/** The own format's second world is that of another agency of the same parameters, and gets a name of its own. */
const renamed = { from: 'AURELIA', to: 'DORIA' } as const;
/** A legacy character set: bytes go through unchanged. */
const encoding = 'latin1';

const sources: readonly Source[] = [
  ...kinds.map((kind) => {
    const profile = kind === 'declarations' ? 'aurelia' : `aurelia-${kind}`;
    return { file: `two-agencies/flow/aurelia-${kind}.csv`, profile, format: 'csv' as const, delimiter: ';' };
  }),
  ...kinds.map((kind) => {
    const profile = kind === 'declarations' ? 'borealis' : `borealis-${kind}`;
    return { file: `two-agencies/flow/borealis-${kind}.ndjson`, profile, format: 'ndjson' as const, delimiter: '' };
  }),
  ...kinds.flatMap((kind) =>
    ['CORVIA', renamed.to].map((agency) => ({
      file: `two-own-format/flow/touchstone-${kind}.csv`,
      profile: 'touchstone',
      format: 'csv' as const,
      delimiter: ',',
      agency,
    })),
  ),
];

/** Simulates the agencies' worlds into a folder and cuts their files into batches. */
export async function makeFlow(folder: string, { items, rowsOfBatch }: FlowPlan): Promise<Flow> {
  for (const [seed, world] of ['two-agencies', 'two-own-format'].entries()) {
    const scenario = join(projectRoot, `benchmarks/faults/${world}.yaml`);
    const words = ['--scenario', scenario, '--rows', String(items >> 1), '--seed', String(seed + 1)];
    await runTouchstone<SimulateReport & { peakMemoryMb?: number }>('simulate', ...words, '--out', join(folder, world));
  }
  const out = join(folder, 'batches');
  mkdirSync(out, { recursive: true });
  const write = (name: string, profile: string, { text, rows, poisonRows }: CutBatch): FlowFile => {
    writeFileSync(join(out, name), text, encoding);
    return { path: join(out, name), profile, rows, poisonRows };
  };
  const placed = sources.flatMap((source, number) => {
    const cuts = cutBatches(textOf(folder, source), { ...source, rowsOfBatch });
    return cuts.map((cut, index) => ({
      place: (index + 0.5) / cuts.length,
      file: write(`${number}-${index}.${source.format}`, source.profile, cut),
    }));
  });
  const rights = ['two-agencies', 'two-own-format'].map((world) => {
    const text = rename(readFileSync(join(folder, world, 'rights-records.csv'), encoding), world);
    return write(`rights-${world}.csv`, 'touchstone', {
      text,
      rows: text.trimEnd().split('\n').length - 1,
      poisonRows: 0,
    });
  });
  const batches = placed.sort((a, b) => a.place - b.place).map(({ file }) => file);
  const firstOf = (profile: string): string =>
    readFileSync(batches.find((file) => file.profile === profile)!.path, encoding);
  const poison = poisonFiles(firstOf('borealis'), firstOf('touchstone')).map(({ name, profile, bytes }) => {
    writeFileSync(join(out, name), bytes);
    return { path: join(out, name), profile, rows: 0, poisonRows: 0 };
  });
  return { rights, batches, poison };
}

function textOf(folder: string, { file, agency }: Source): string {
  const text = readFileSync(join(folder, file), encoding);
  if (agency === undefined) return text;
  const [header, ...lines] = rename(text, file).split('\n');
  return [header, ...lines.filter((line) => line.split(',', 2)[1] === agency)].join('\n');
}

function rename(text: string, world: string): string {
  return world.startsWith('two-own-format')
    ? text.replace(new RegExp(`^([a-z-]+),${renamed.from},`, 'gm'), `$1,${renamed.to},`)
    : text;
}
