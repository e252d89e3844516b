/** Runs a simulated world and writes what its agencies would send. */
import { createHash, type Hash } from 'node:crypto';
import { dayMs } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { type CheckedClaim, checkClaims } from '../synthetic/check-claims.ts';
import { generateWorld } from '../synthetic/generate-world.ts';
import { parseScenario, type Scenario, scaleScenario } from '../synthetic/scenario.ts';
import { createScenarioWriters } from '../synthetic/scenario-writers.ts';
import { WorldFigureMeter, type WorldFigures } from '../synthetic/world-figures.ts';
import type { WrittenLine, WrittenTable } from '../synthetic/writers/format-writer.ts';
import type { FilePort, FileWriter, Ports } from './ports.ts';

/** What a simulation is asked. */
export interface SimulateInput {
  /** Name of a scenario in the scenarios folder, or the path of its file. */
  readonly scenario: string;
  /** Goods items in all phases together; undefined keeps the scenario's. */
  readonly rows: number | undefined;
  readonly seed: number;
  readonly outDir: string;
  /** First day (`2026-01-05`) instead of the scenario's. */
  readonly startDay?: string | undefined;
  /** Called now and then between facts, for a thread that has to answer others meanwhile. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** Facts between two pauses: a few milliseconds. */
const factsBetweenPauses = 100;

/** One file that was written. */
interface SimulatedFile {
  readonly path: string;
  /** Lines without the header. */
  readonly rows: number;
  /** Rows among them that were made bad on purpose. */
  readonly spoiled: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a simulation wrote. */
export interface SimulateReport {
  readonly scenario: string;
  readonly seed: number;
  /** Goods items declared. */
  readonly rows: number;
  /** Share of them that infringe in truth. */
  readonly infringingShare: number;
  /** Share of the last phase's infringing items that the oracle has in its top 5%; null where none infringes. */
  readonly oracleRecallAt5: number | null;
  /** Items of the first phase whose examination ended in a confirmed infringement. */
  readonly positives: number;
  /** Everything that a scenario may claim, as measured; a figure without a denominator is NaN. */
  readonly figures: WorldFigures;
  /** The scenario's claims against the figures; a run of few rows may miss some. */
  readonly claims: readonly CheckedClaim[];
  readonly files: readonly SimulatedFile[];
}

/**
 * Writes each phase of a world into a folder of its own under `outDir`; a record goes to the phase in which it becomes known. The same scenario,
 * rows and seed give the same bytes.
 * @throws `not-found`, `settings-invalid`.
 */
export async function simulate(
  ports: {
    readonly files: Pick<FilePort, 'create' | 'exists' | 'readText' | 'list'>;
    readonly folders: Ports['folders'];
  },
  input: SimulateInput,
): Promise<SimulateReport> {
  const loaded = await loadScenario(ports, input.scenario);
  const scaled = input.rows === undefined ? loaded : scaleScenario(loaded, input.rows);
  const scenario =
    input.startDay === undefined ? scaled : { ...scaled, world: { ...scaled.world, startDay: input.startDay } };
  const writers = createScenarioWriters(scenario, input.seed);
  const phaseOf = createPhaseFinder(scenario);
  const files = new OpenFiles(
    ports.files,
    input.outDir,
    scenario.phases.map((phase) => phase.name),
  );
  const meter = new WorldFigureMeter(scenario.phases.length);
  let rows = 0;
  let facts = 0;
  try {
    for (const writer of writers) for (const table of writer.tables) await files.open(table);
    for (const fact of generateWorld(scenario.world, input.seed)) {
      if (fact.kind === 'declaration') rows += fact.consignment.items.length;
      const phase = phaseOf(fact.knownAtMs);
      meter.add(fact, phase);
      for (const writer of writers) for (const line of writer.lines(fact)) await files.append(phase, line);
      if (++facts % factsBetweenPauses === 0) await input.pause?.();
    }
    const written = await files.finish();
    const figures = meter.figures();
    return {
      scenario: scenario.name,
      seed: input.seed,
      rows,
      infringingShare: rows === 0 ? 0 : figures.infringingShare,
      oracleRecallAt5: Number.isNaN(figures.oracleRecallAt5) ? null : figures.oracleRecallAt5,
      positives: meter.positives,
      figures,
      claims: checkClaims(scenario.claims, figures),
      files: written,
    };
  } catch (error) {
    await files.discard();
    throw error;
  }
}

async function loadScenario(ports: Parameters<typeof simulate>[0], name: string): Promise<Scenario> {
  const isPath = /\.ya?ml$/.test(name);
  const path = isPath ? name : `${ports.folders.scenarios}/${name}.yaml`;
  if (await ports.files.exists(path)) return parseScenario(path, await ports.files.readText(path));
  const names = (await ports.files.list(ports.folders.scenarios)).filter((file) => file.endsWith('.yaml'));
  const hint = `; there are ${names.map((file) => file.slice(0, -5)).join(', ')}`;
  throw new AppError('not-found', { what: 'scenario', name, hint });
}

/** Returns a function from a moment to the index of the phase it falls into. */
function createPhaseFinder(scenario: Scenario): (epochMs: number) => number {
  let endMs = Date.parse(`${scenario.world.startDay}T00:00:00Z`);
  const ends = scenario.phases.map((phase) => {
    endMs += phase.days * dayMs;
    return endMs;
  });
  return (epochMs) =>
    Math.max(
      0,
      ends.findIndex((end) => epochMs < end),
    );
}

/** Characters that are gathered before they are written. */
const flushLength = 1 << 18;

interface OpenFile {
  readonly path: string;
  readonly table: WrittenTable;
  readonly writer: FileWriter;
  readonly hash: Hash;
  pending: string[];
  pendingLength: number;
  rows: number;
  spoiled: number;
  bytes: number;
}

/** Path of a table's file of one phase, below the output folder. */
function nameIn(phase: string, { folder, name }: WrittenTable): string {
  return folder === undefined ? `${phase}/${name}` : `${folder}/${phase}.csv`;
}

/** The files of a run: one a table and phase, all given their names together at the end. */
class OpenFiles {
  private readonly files: Pick<FilePort, 'create'>;
  private readonly outDir: string;
  private readonly phases: readonly string[];
  private readonly opened = new Map<string, OpenFile>();

  constructor(files: Pick<FilePort, 'create'>, outDir: string, phases: readonly string[]) {
    this.files = files;
    this.outDir = outDir;
    this.phases = phases;
  }

  /** Starts a table's files, so that each exists even where nothing is to be told. */
  async open(table: WrittenTable): Promise<void> {
    const names = table.isOfWholeWorld === true ? [table.name] : this.phases.map((phase) => nameIn(phase, table));
    for (const name of names) {
      const path = `${this.outDir}/${name}`;
      const writer = await this.files.create(path);
      const file: OpenFile = {
        path,
        table,
        writer,
        hash: createHash('sha256'),
        pending: [],
        pendingLength: 0,
        rows: 0,
        spoiled: 0,
        bytes: 0,
      };
      this.opened.set(name, file);
      if (table.header !== undefined) this.add(file, table.header);
    }
  }

  async append(phase: number, line: WrittenLine): Promise<void> {
    const { table } = line;
    const file = this.opened.get(table.isOfWholeWorld === true ? table.name : nameIn(this.phases[phase]!, table))!;
    this.add(file, line.text);
    file.rows += 1;
    if (line.isSpoiled) file.spoiled += 1;
    // What can only be written whole is held until the end.
    if (table.pack === undefined && file.pendingLength > flushLength) await this.flush(file);
  }

  async finish(): Promise<SimulatedFile[]> {
    for (const file of this.opened.values()) {
      if (file.table.footer !== undefined) this.add(file, file.table.footer);
      await this.flush(file);
    }
    const written: SimulatedFile[] = [];
    for (const { path, writer, rows, spoiled, bytes, hash } of this.opened.values()) {
      await writer.finish();
      written.push({ path, rows, spoiled, bytes, sha256: hash.digest('hex') });
    }
    return written;
  }

  async discard(): Promise<void> {
    for (const { writer } of this.opened.values()) await writer.discard();
  }

  private add(file: OpenFile, text: string): void {
    file.pending.push(text);
    file.pendingLength += text.length + 1;
  }

  private async flush(file: OpenFile): Promise<void> {
    const { pack, encoding } = file.table;
    const lines = file.pending;
    if (lines.length === 0 && pack === undefined) return;
    const bytes = pack === undefined ? Buffer.from(`${lines.join('\n')}\n`, encoding) : pack(lines);
    file.pending = [];
    file.pendingLength = 0;
    file.bytes += bytes.length;
    file.hash.update(bytes);
    await file.writer.append(bytes);
  }
}
