import { describe, expect, it } from 'vitest';
import { keepMembers } from '../../src/learners/keep-members.ts';
import { createRng } from '../../src/util/rng.ts';

const rowCount = 3000;
const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);

/** Two independent signals, labels by their sum, and noise. */
function makeProblem(seed = 1) {
  const rng = createRng(seed);
  const draw = () => Float64Array.from(rows, () => rng.nextNormal());
  const one = draw();
  const other = draw();
  const noise = draw();
  const labels = Uint8Array.from(rows, (row) =>
    Number(rng.next() < 1 / (1 + Math.exp(-(1.5 * one[row]! + 1.5 * other[row]!)))),
  );
  return { one, other, noise, labels };
}

describe('keepMembers', () => {
  it('keeps a single useful member beside noise, wherever it stands', () => {
    const { one, noise, labels } = makeProblem();
    const first = keepMembers([one, noise], labels, rows);
    expect(first.members).toEqual([0]);
    expect(first.blend.weights).toHaveLength(1);
    expect(first.blend.weights[0]).toBeGreaterThan(0.7);
    expect(keepMembers([noise, one], labels, rows).members).toEqual([1]);
  });

  it('keeps both where they complement each other, and drops the noise between them', () => {
    const { one, other, noise, labels } = makeProblem();
    const { members, blend } = keepMembers([one, noise, other], labels, rows);
    expect(members).toEqual([0, 2]);
    expect(blend.weights).toHaveLength(2);
    for (const weight of blend.weights) expect(weight).toBeGreaterThan(0.9);
  });

  it('keeps one of two members that say the same', () => {
    const { one, labels } = makeProblem();
    expect(keepMembers([one, one.slice()], labels, rows).members).toEqual([0]);
  });

  it('looks at the given rows alone', () => {
    const { one, noise, labels } = makeProblem();
    const half = rows.subarray(0, rowCount / 2);
    const other = noise.map((value, row) => (row < rowCount / 2 ? value : labels[row]! * 8 - 4));
    expect(keepMembers([one, other], labels, half).members).toEqual([0]);
  });

  it('keeps the only member there is', () => {
    const { noise, labels } = makeProblem();
    expect(keepMembers([noise], labels, rows).members).toEqual([0]);
  });

  it('keeps those that always are, unproven as they may be, and adds to them what is better beyond chance', () => {
    const { one, other, noise, labels } = makeProblem();
    const weak = noise.map((value, row) => value + 0.5 * other[row]!);
    const few = rows.subarray(0, 150);
    expect(keepMembers([one, weak], labels, few).members).toEqual([0]);
    expect(keepMembers([one, weak], labels, few, [0, 1]).members).toEqual([0, 1]);
    expect(keepMembers([one, weak, other], labels, rows, [0, 1]).members).toContain(2);
  });

  it('drops what weighs nothing, even what is always kept', () => {
    const { one, labels } = makeProblem();
    const wrong = one.map((value) => -value);
    const { members, blend } = keepMembers([wrong, one], labels, rows, [0, 1]);
    expect(members).toEqual([1]);
    expect(blend.weights).toHaveLength(1);
  });

  it('is rarely taken in by luck where rows are few', () => {
    const few = rows.subarray(0, 140);
    let taken = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const { one, noise, labels } = makeProblem(seed);
      if (keepMembers([one, noise], labels, few, [0]).members.length > 1) taken++;
    }
    expect(taken).toBeLessThanOrEqual(3);
  });
});
