import { describe, expect, it } from 'vitest';
import { gatherCalls } from '../../src/util/gather-calls.ts';

/** Doubles what it is asked, once it is let go on. */
function heldCall() {
  const called: number[][] = [];
  const held: (() => void)[] = [];
  const call = async (asked: readonly number[]): Promise<readonly number[]> => {
    await new Promise<void>((resolve) => held.push(resolve));
    if (asked.includes(13)) throw new Error('thirteen');
    called.push([...asked]);
    return asked.map((one) => 2 * one);
  };
  const release = async (): Promise<void> => {
    held.shift()!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { called, held, release, call };
}

describe('gatherCalls', () => {
  it('calls at once, and then together for what came meanwhile, in order, and gives each its own result', async () => {
    const { called, held, release, call } = heldCall();
    const gathered = gatherCalls(call, { atMost: 10 });
    const all = [1, 2, 3, 4].map(gathered);
    await release();
    expect(held).toHaveLength(1);
    await release();
    expect(await Promise.all(all)).toEqual([2, 4, 6, 8]);
    expect(called).toEqual([[1], [2, 3, 4]]);
    const later = gathered(5);
    await release();
    expect(await later).toBe(10);
  });

  it('lets nobody bear the fault of another', async () => {
    const { called, release, call } = heldCall();
    const gathered = gatherCalls(call, { atMost: 10 });
    const ends = [1, 2, 13, 3].map((one) => gathered(one).catch(() => 'failed'));
    for (let n = 0; n < 5; n++) await release();
    expect(await Promise.all(ends)).toEqual([2, 4, 'failed', 6]);
    expect(called).toEqual([[1], [2], [3]]);
  });

  it('splits what is too much for one call', async () => {
    const { called, release, call } = heldCall();
    const gathered = gatherCalls(call, { atMost: 5, sizeOf: (one) => one });
    const all = [1, 3, 2, 9].map(gathered);
    for (let n = 0; n < 3; n++) await release();
    await Promise.all(all);
    expect(called).toEqual([[1], [3, 2], [9]]);
  });
});
