/** Figures of faults. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { FaultTally } from './fault-tally.ts';

/** Longest time that the work of a dead worker may lie still. */
const recoveryGoal = '<= 15';
/** What is shown for a recovery that nobody waited for any longer. */
const patienceSeconds = 60;
const judged: ReadonlySet<string> = new Set(['worker killed', 'process killed', 'host cut off']);

/** Returns the rows of one wiring. */
export function faultRows(tally: FaultTally): BenchRow[] {
  const { wiring, faults, flow, sent, end, facts, history, scores, firstScores } = tally;
  const row = (name: string, value: number, unit: string, goal?: string): BenchRow => ({
    name: `${wiring}: ${name}`,
    value,
    unit,
    ...(goal === undefined ? {} : { goal }),
  });
  const kinds = [...new Set(faults.map(({ kind }) => kind))];
  const slowest = (chosen: readonly (typeof faults)[number][]): number =>
    Math.max(...chosen.map(({ recoverySeconds }) => recoverySeconds ?? patienceSeconds));
  const poison = poisonOf(tally);
  return [
    row('consignments', end.consignments, 'consignments'),
    row('files sent, every one at least twice', sent.length + tally.repeats, 'files'),
    ...kinds.map((kind) => row(kind, faults.filter((fault) => fault.kind === kind).length, 'faults')),
    row('facts lost', facts.missing, 'facts', '== 0'),
    row('facts doubled', facts.surplus, 'facts', '== 0'),
    row('books out of balance', end.unbalanced.length, 'batches', '== 0'),
    row('batches missing', flow.batches.length + flow.rights.length - end.loadedBatches, 'batches', '== 0'),
    row('consignments without exactly one score', end.unscored, 'consignments', '== 0'),
    row('history differences', history.missing + history.surplus, 'cells', '== 0'),
    row('scores that differ', scores.missing + scores.surplus, 'scores', '== 0'),
    {
      ...row('scores equal before all were made again', firstScores.all - firstScores.differing, 'scores'),
      rival: 'all',
      rivalValue: firstScores.all,
      ratio: firstScores.all === 0 ? 1 : (firstScores.all - firstScores.differing) / firstScores.all,
    },
    {
      ...row('poison rows in quarantine', end.rejects, 'rows', '== 1'),
      rival: 'sent',
      rivalValue: poison.rows,
      ratio: end.rejects / poison.rows,
    },
    {
      ...row('poison files refused', poison.refused, 'files', '== 1'),
      rival: 'sent',
      rivalValue: flow.poison.length,
      ratio: flow.poison.length === 0 ? 1 : poison.refused / flow.poison.length,
    },
    row('sound work given up', poison.soundDead, 'pieces', '== 0'),
    row('workers that ended by themselves', tally.desertions.length, 'workers', '== 0'),
    ...kinds.flatMap((kind) => {
      const chosen = faults.filter((fault) => fault.kind === kind);
      const goal = judged.has(kind) ? recoveryGoal : undefined;
      return [row(`slowest recovery, ${kind}`, slowest(chosen), 's', goal)];
    }),
    ...(tally.samePiecesSeconds === undefined
      ? []
      : [row('slowest until the very pieces were begun again', tally.samePiecesSeconds, 's')]),
    {
      ...row('until all was scored', tally.seconds, 's'),
      rival: 'undisturbed',
      rivalValue: tally.undisturbedSeconds,
      ratio: tally.seconds / tally.undisturbedSeconds,
    },
  ];
}

function poisonOf({ flow, end }: FaultTally): {
  readonly rows: number;
  readonly refused: number;
  readonly soundDead: number;
} {
  const paths = new Set(flow.poison.map(({ path }) => path));
  return {
    rows: flow.batches.reduce((sum, { poisonRows }) => sum + poisonRows, 0),
    refused: new Set(end.dead.map(({ file }) => file).filter((file) => paths.has(file))).size,
    soundDead: end.dead.filter(({ file }) => !paths.has(file)).length,
  };
}
