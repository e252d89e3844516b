import { describe, expect, it } from 'vitest';
import { gatherWrites } from '../../src/util/gather-writes.ts';

/** A writer that waits until it is let go on. */
function heldWriter() {
  const written: number[][] = [];
  const held: (() => void)[] = [];
  const write = async (items: readonly number[]): Promise<void> => {
    await new Promise<void>((resolve) => held.push(resolve));
    if (items.includes(13)) throw new Error('thirteen');
    written.push([...items]);
  };
  const release = async (): Promise<void> => {
    held.shift()!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { written, held, release, write };
}

describe('gatherWrites', () => {
  it('starts at once, and then writes together what came meanwhile, in order', async () => {
    const { written, held, release, write } = heldWriter();
    const gathered = gatherWrites(write);
    const all = [gathered([1]), gathered([2, 3]), gathered([4])];
    await release();
    expect(held).toHaveLength(1);
    await release();
    await Promise.all(all);
    expect(written).toEqual([[1], [2, 3, 4]]);
    const later = gathered([5]);
    await release();
    await later;
    expect(written).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('lets nobody bear the fault of another', async () => {
    const { written, release, write } = heldWriter();
    const gathered = gatherWrites(write);
    const ends = [[1], [2], [13], [3]].map((items) =>
      gathered(items).then(
        () => 'written',
        () => 'failed',
      ),
    );
    for (let n = 0; n < 5; n++) await release();
    expect(await Promise.all(ends)).toEqual(['written', 'written', 'failed', 'written']);
    expect(written).toEqual([[1], [2], [3]]);
  });

  it('splits what is too much for one write', async () => {
    const { written, release, write } = heldWriter();
    const gathered = gatherWrites(write);
    const all = [[0], Array.from({ length: 300 }, () => 1), Array.from({ length: 300 }, () => 2)].map(gathered);
    for (let n = 0; n < 3; n++) await release();
    await Promise.all(all);
    expect(written.map(({ length }) => length)).toEqual([1, 300, 300]);
  });
});
