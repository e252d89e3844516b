import { describe, expect, it } from 'vitest';
import { faultNotes } from '../../../benchmarks/faults/fault-notes.ts';
import { faultRows } from '../../../benchmarks/faults/fault-rows.ts';
import type { FaultTally } from '../../../benchmarks/faults/fault-tally.ts';
import { isGoalMet } from '../../../benchmarks/shared/is-goal-met.ts';

const file = (path: string, poisonRows = 0) => ({ path, profile: 'touchstone', rows: 100, poisonRows });
const same = { missing: 0, surplus: 0, examples: [], all: 10 };
const sound: FaultTally = {
  wiring: 'PostgreSQL + Redis',
  faults: [
    { kind: 'worker killed', recoverySeconds: 9, workInHand: 2 },
    { kind: 'worker killed', recoverySeconds: 11, workInHand: 1 },
    { kind: 'Redis emptied', recoverySeconds: 20, workInHand: 0 },
  ],
  flow: { rights: [file('r')], batches: [file('a', 1), file('b', 1)], poison: [file('p')] },
  sent: [file('a'), file('a'), file('b'), file('b'), file('p'), file('p')],
  repeats: 1,
  end: {
    loadedBatches: 3,
    refusedBatches: 2,
    unbalanced: [],
    rejects: 2,
    consignments: 150,
    unscored: 0,
    dead: [
      { file: 'p', failure: 'no' },
      { file: 'p', failure: 'no' },
    ],
  },
  facts: same,
  history: same,
  scores: same,
  firstScores: { differing: 2, all: 10 },
  desertions: [],
  seconds: 20,
  undisturbedSeconds: 10,
};

const missed = (tally: FaultTally): string[] =>
  faultRows(tally)
    .filter((row) => isGoalMet(row) === false)
    .map(({ name }) => name.replace('PostgreSQL + Redis: ', ''));

describe('rows of faults', () => {
  it('reach their goals where nothing is lost', () => {
    expect(missed(sound)).toEqual([]);
    const rows = new Map(faultRows(sound).map((row) => [row.name.replace('PostgreSQL + Redis: ', ''), row]));
    expect(rows.get('worker killed')?.value).toBe(2);
    expect(rows.get('slowest recovery, worker killed')).toMatchObject({ value: 11, goal: '<= 15' });
    expect(rows.get('slowest recovery, Redis emptied')?.goal).toBeUndefined();
    expect(rows.get('scores equal before all were made again')).toMatchObject({ value: 8, ratio: 0.8 });
    expect(faultNotes(sound)).toHaveLength(1);
  });

  it('miss a goal for every kind of loss', () => {
    const spoiled: FaultTally = {
      ...sound,
      faults: [{ kind: 'worker killed', recoverySeconds: undefined, workInHand: 1 }],
      end: {
        ...sound.end,
        loadedBatches: 2,
        unbalanced: ['batch'],
        rejects: 1,
        unscored: 1,
        dead: [{ file: 'a', failure: 'yes' }],
      },
      facts: { ...same, missing: 1, surplus: 1, examples: ['fact'] },
      history: { ...same, surplus: 1 },
      scores: { ...same, missing: 1 },
      desertions: ['worker-1'],
    };
    expect(missed(spoiled)).toEqual([
      'facts lost',
      'facts doubled',
      'books out of balance',
      'batches missing',
      'consignments without exactly one score',
      'history differences',
      'scores that differ',
      'poison rows in quarantine',
      'poison files refused',
      'sound work given up',
      'workers that ended by themselves',
      'slowest recovery, worker killed',
    ]);
    expect(faultNotes(spoiled)).toHaveLength(4);
  });
});
