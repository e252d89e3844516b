/** Figures of the training race. */
import type { BenchRow } from '../shared/bench-row.ts';
import type { MemberTimes, TrainingTimes } from './training-task.ts';

/**
 * Returns the time of all members of the recipe together, with its goal, then the time and the loss of each training; times are the least of the
 * runs. `rival` is empty where there was none: then there is nothing to judge.
 */
export function trainingRows(own: readonly TrainingTimes[], rival: readonly TrainingTimes[]): BenchRow[] {
  const names = [...own[0]!.members, ...own[0]!.extra].map(({ name }) => name);
  const total = timeRow('training, all members', {
    own: leastTotal(own),
    rival: leastTotal(rival),
    versions: rival[0],
  });
  const times = names.map((name) =>
    timeRow(`training, ${name}`, { own: leastOf(own, name), rival: leastOf(rival, name), versions: rival[0] }),
  );
  const losses = names.map((name): BenchRow => {
    const value = find(own[0]!, name).loss;
    const row = { name: `training loss, ${name}`, value, unit: 'log loss' };
    if (rival[0] === undefined) return row;
    return { ...row, rival: rivalName(rival[0]), rivalValue: find(rival[0], name).loss };
  });
  return [total.ratio === undefined ? total : { ...total, goal: '<= 3' }, ...times, ...losses];
}

function timeRow(
  name: string,
  times: { readonly own: number; readonly rival: number; readonly versions: TrainingTimes | undefined },
): BenchRow {
  const row = { name, value: times.own, unit: 's', rival: rivalName(times.versions) };
  if (times.versions === undefined) return row;
  return { ...row, rivalValue: times.rival, ratio: times.own / times.rival };
}

function leastTotal(runs: readonly TrainingTimes[]): number {
  return Math.min(...runs.map(({ members }) => members.reduce((sum, { seconds }) => sum + seconds, 0)));
}

function leastOf(runs: readonly TrainingTimes[], name: string): number {
  return Math.min(...runs.map((times) => find(times, name).seconds));
}

function find(times: TrainingTimes, name: string): MemberTimes {
  return [...times.members, ...times.extra].find((member) => member.name === name)!;
}

function rivalName(times: TrainingTimes | undefined): string {
  return times === undefined ? 'XGBoost hist (not installed)' : `XGBoost ${times.versions.xgboost} hist`;
}
