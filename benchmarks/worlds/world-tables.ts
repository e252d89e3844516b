/** What the figures of the worlds are made of. */
import type { BacktestReport } from '../../src/services/backtest.ts';
import type { BenchTable } from '../shared/bench.ts';
import { formatTable } from '../shared/format-table.ts';
import type { WorldRun } from './run-world.ts';
import { floorRecall, neverSeenShare, oracleAt, positivesOf, recallOf } from './world-rows.ts';

type Segment = BacktestReport['segments'][number];

/** Returns a table with one line a world. */
export function seedTable(runs: readonly WorldRun[]): BenchTable {
  const rivalCell = (run: WorldRun, name: string): string => {
    const rival = run.rivals?.rivals.find((one) => one.name === name);
    return rival === undefined ? '' : digits(rival.recallAt5);
  };
  const cells = runs.map((run) => [
    run.plan.scenario,
    String(run.plan.rows),
    String(run.plan.seed),
    digits(run.world.infringingShare),
    run.rivals === undefined ? '' : String(run.rivals.labelled),
    String(positivesOf(run)),
    digits(recallOf(run.report)),
    digits(oracleAt(run, 0.05).recall),
    digits(oracleAt(run, 0.05).modelRecallShare),
    digits(oracleAt(run, 0.01).modelPrecisionShare),
    digits(neverSeenShare(run)),
    rivalCell(run, 'raw codes'),
    rivalCell(run, 'same features'),
    digits(floorRecall(run.report, 'party history')),
    digits(run.report.auc),
    digits(run.report.oracle!.auc),
  ]);
  const head = [
    'scenario',
    'rows',
    'seed',
    'infringing',
    'labelled',
    'positives',
    'recall',
    'oracle',
    'share',
    'precision 1%, share',
    'never seen, share',
    'raw codes',
    'same features',
    'party history',
    'AUC',
    'oracle AUC',
  ];
  return {
    title: 'World by world',
    text: formatTable(
      head,
      cells,
      head.map((_, column) => column > 0),
    ),
  };
}

/** Returns a table of the parts of the test items: by stage, channel, parties never seen, agency and weeks since training, seeds added up. */
export function segmentTable(groups: readonly (readonly WorldRun[])[]): BenchTable {
  const cells = groups.flatMap((runs) => {
    const names = [...new Set(runs.flatMap(({ report }) => report.segments.map(({ name }) => name)))];
    return names.map((name) => {
      const parts = runs.flatMap(({ report }) => report.segments.filter((segment) => segment.name === name));
      const model = pooledRecall(parts, ({ recallAt5 }) => recallAt5);
      const oracle = pooledRecall(parts, ({ oracleRecallAt5 }) => oracleRecallAt5!);
      return [
        runs[0]!.plan.scenario,
        name,
        String(total(parts, ({ rows }) => rows)),
        String(total(parts, ({ positives }) => positives)),
        digits(model),
        digits(oracle),
        digits(model / oracle),
      ];
    });
  });
  return {
    title: 'Part by part, recall in the top 5% of all',
    text: formatTable(['scenario', 'part', 'items', 'infringing', 'recall', 'oracle', 'share'], cells, [
      false,
      false,
      true,
      true,
      true,
      true,
      true,
    ]),
  };
}

function pooledRecall(parts: readonly Segment[], recall: (segment: Segment) => number): number {
  const withPositives = parts.filter(({ positives }) => positives > 0);
  const positives = total(withPositives, (segment) => segment.positives);
  return total(withPositives, (segment) => segment.positives * recall(segment)) / positives;
}

function total<Part>(parts: readonly Part[], of: (part: Part) => number): number {
  return parts.reduce((sum, part) => sum + of(part), 0);
}

function digits(value: number): string {
  return Number.isFinite(value) ? value.toFixed(4) : '';
}
