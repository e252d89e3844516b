/** What a reader of the figures of faults needs to know. */
import type { FaultTally } from './fault-tally.ts';

const examplesShown = 3;

/** Returns sentences on one wiring: what was sent, and every defect. */
export function faultNotes({ wiring, flow, faults, sent, repeats, ...found }: FaultTally): string[] {
  const rows = flow.batches.reduce((sum, batch) => sum + batch.rows, 0);
  const each = faults.map(({ kind, recoverySeconds }) => `${kind} ${recoverySeconds?.toFixed(1) ?? 'over 60'}`);
  const sound = new Set(flow.poison.map(({ path }) => path));
  const defects = [
    ...found.end.unbalanced,
    ...found.end.dead.filter(({ file }) => !sound.has(file)).map(({ file, failure }) => `${file}: ${failure}`),
    ...[found.facts, found.history, found.scores].flatMap(({ examples }) => examples),
    ...found.desertions,
  ];
  return [
    `${wiring}: ${flow.batches.length} batches of four agencies with ${rows} rows and ${flow.poison.length} poison files, sent ${sent.length + repeats} times, ${repeats} of them again for want of an answer. Seconds until work went on: ${each.join(', ')}.`,
    ...defects
      .slice(0, examplesShown)
      .map((defect) => `${wiring}, defect: ${defect.split('\n').slice(0, 2).join(' ')}`),
  ];
}
