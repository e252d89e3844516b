/** The command line of a benchmark. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, BenchOutcome } from './bench.ts';
import type { BenchRow } from './bench-row.ts';
import { calibrationSeconds } from './calibration-seconds.ts';
import { formatRows } from './format-rows.ts';
import { isGoalMet } from './is-goal-met.ts';
import { machineFacts } from './machine-facts.ts';
import { projectRoot } from './project-root.ts';

/**
 * Runs a benchmark and prints its table, or with `--json` one array of rows and nothing else; progress goes to standard error. `--save` also
 * writes `benchmarks/results/NAME.json` and `.md`. A goal that is missed is printed and is no failure.
 */
export async function runBench(bench: Bench): Promise<void> {
  const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, save: { type: 'boolean' } } });
  const facts = machineFacts();
  const started = performance.now();
  const tell = (text: string): void => {
    process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);
  };
  const loopBefore = calibrationSeconds();
  const outcome = await bench.measure(tell);
  const loopAfter = calibrationSeconds();
  const rows = [
    { name: 'calibration loop', value: Math.min(loopBefore, loopAfter), unit: 's' },
    { name: 'benchmark, whole', value: (performance.now() - started) / 1000, unit: 's' },
    ...outcome.rows,
  ].map(rounded);
  const machine = { ...facts, ...outcome.versions };
  const { tables = [] } = outcome;
  const notes = [
    ...outcome.notes,
    `The calibration loop took ${loopBefore.toFixed(3)} s before and ${loopAfter.toFixed(3)} s after the run.`,
  ];
  if (options.save === true) save(bench, { rows, versions: machine, notes, tables });
  if (options.json === true) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else process.stdout.write(textOf(bench, { rows, versions: machine, notes, tables }));
}

function save(bench: Bench, outcome: BenchOutcome): void {
  const folder = join(projectRoot, 'benchmarks/results');
  mkdirSync(folder, { recursive: true });
  const { rows, versions: machine, notes } = outcome;
  const content = { bench: bench.name, date: today(), machine, notes, rows };
  writeFileSync(join(folder, `${bench.name}.json`), `${JSON.stringify(content, null, 2)}\n`);
  writeFileSync(join(folder, `${bench.name}.md`), textOf(bench, outcome));
}

function textOf(bench: Bench, { rows, versions, notes, tables = [] }: BenchOutcome): string {
  const judged = rows.filter((row) => row.goal !== undefined);
  const missed = judged.filter((row) => isGoalMet(row) === false);
  const verdict =
    missed.length === 0
      ? `All ${judged.length} goals reached.`
      : `${judged.length - missed.length} of ${judged.length} goals reached; missed: ${missed.map((row) => row.name).join('; ')}.`;
  const facts = Object.entries(versions).map(([name, value]) => `- ${name}: ${value}`);
  return `${[
    `# ${bench.title}`,
    '',
    `${today()}. ${verdict}`,
    '',
    formatRows(rows),
    '',
    ...notes.map((note) => `- ${note}`),
    '',
    ...tables.flatMap(({ title, text }) => [`## ${title}`, '', text, '']),
    'Measured with',
    '',
    ...facts,
  ].join('\n')}\n`;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Six digits after the point say more than any of these figures can. */
function rounded(row: BenchRow): BenchRow {
  const round = (value: number): number => Number(value.toFixed(6));
  return {
    ...row,
    value: round(row.value),
    ...(row.rivalValue === undefined ? {} : { rivalValue: round(row.rivalValue) }),
    ...(row.ratio === undefined ? {} : { ratio: round(row.ratio) }),
  };
}
