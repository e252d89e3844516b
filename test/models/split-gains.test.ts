import { describe, expect, it } from 'vitest';
import { splitGains } from '../../src/models/split-gains.ts';
import type { TreeEnsemble } from '../../src/models/tree-ensemble.ts';

/** A tree that splits on column 1, and on its right on column 0. */
const ensemble: TreeEnsemble = {
  treeOffsets: Int32Array.from([0, 5]),
  feature: Int32Array.from([1, -1, 0, -1, -1]),
  threshold: new Float32Array(5),
  leftChild: Int32Array.from([1, -1, 3, -1, -1]),
  rightChild: Int32Array.from([2, -1, 4, -1, -1]),
  missingGoesLeft: new Uint8Array(5),
  value: Float32Array.from([0, 1, 0, 2, 4]),
  cover: Float32Array.from([8, 4, 4, 2, 2]),
  baseMargin: 0,
};

describe('splitGains', () => {
  it('are the spread that each split takes away, by feature', () => {
    const gains = splitGains({ intercept: 0, members: [{ name: 'a', weight: 1, ensemble }] }, 3);
    // Column 0 parts 2 and 4, two rows each; column 1 parts 1 and their mean 3, four rows each.
    expect([...gains]).toEqual([4, 8, 0]);
  });

  it('count with the square of a weight', () => {
    const gains = splitGains({ intercept: 0, members: [{ name: 'a', weight: 0.5, ensemble }] }, 2);
    expect([...gains]).toEqual([1, 2]);
  });
});
