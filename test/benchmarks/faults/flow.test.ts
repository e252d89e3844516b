import { describe, expect, it } from 'vitest';
import { compareLines } from '../../../benchmarks/faults/compare-stores.ts';
import { cutBatches } from '../../../benchmarks/faults/cut-batches.ts';
import { recoverySeconds, samePiecesSeconds } from '../../../benchmarks/faults/recovery-seconds.ts';
import { sendingOrder } from '../../../benchmarks/faults/sending-order.ts';
import type { WorkEvent } from '../../../benchmarks/faults/watch-work.ts';

describe('batches of a flow', () => {
  const rows = Array.from({ length: 250 }, (_, index) => `${index};x`);

  it('have every row once, each under the header, one in a hundred bad', () => {
    const batches = cutBatches(`a;b\r\n${rows.join('\r\n')}\r\n`, { format: 'csv', delimiter: ';', rowsOfBatch: 100 });
    expect(batches.map((batch) => [batch.rows, batch.poisonRows])).toEqual([
      [100, 1],
      [100, 1],
      [50, 0],
    ]);
    const lines = batches.flatMap(({ text }) => {
      const [header, ...others] = text.trimEnd().split('\n');
      expect(header).toBe('a;b');
      return others;
    });
    expect(lines.map((line) => line.replace(';poison', ''))).toEqual(rows);
    expect(lines.filter((line) => line.endsWith(';poison'))).toHaveLength(2);
  });

  it('have no header where lines are objects, and bad ones break off', () => {
    const objects = rows.map((row) => JSON.stringify({ row }));
    const [batch] = cutBatches(objects.join('\n'), { format: 'ndjson', delimiter: '', rowsOfBatch: 100 });
    const lines = batch!.text.trimEnd().split('\n');
    expect(lines).toHaveLength(100);
    expect(lines.filter((line) => !line.endsWith('}'))).toHaveLength(1);
  });

  it('are sent twice each, out of order, the same for the same seed', () => {
    const batches = Array.from({ length: 200 }, (_, index) => index);
    const order = sendingOrder(batches, [-1, -2], 3);
    expect(order.toSorted((a, b) => a - b)).toEqual([-2, -2, -1, -1, ...batches.flatMap((one) => [one, one])]);
    expect(order).toEqual(sendingOrder(batches, [-1, -2], 3));
    const firsts = [...new Set(order.filter((one) => one >= 0))];
    expect(firsts).not.toEqual(batches);
  });
});

describe('recovery', () => {
  const event = (workId: number, worker: string, atMs: number, changes: Partial<WorkEvent> = {}): WorkEvent => ({
    workId,
    queue: 'ingest-batch',
    worker,
    what: 'start',
    atMs,
    ...changes,
  });
  const piece = (workId: number, queue = 'ingest-batch') => ({ workId, queue });
  const death = { worker: 'a', atMs: 1000, work: [piece(1), piece(2)] };

  it('lasts until others have gone on with the last piece', () => {
    const events = [event(1, 'a', 1001), event(1, 'b', 2000), event(3, 'b', 2500), event(2, 'c', 9000)];
    expect(recoverySeconds(death, events)).toBe(8);
  });

  it('is not done while one piece lies still', () => {
    expect(recoverySeconds(death, [event(1, 'b', 2000), event(2, 'a', 3000)])).toBeUndefined();
  });

  it('of what is due lasts until another does it, by whichever piece', () => {
    const of = (queue: string) => ({ ...death, work: [piece(1, queue)] });
    const start = (queue: string) => [event(9, 'b', 2000, { queue })];
    const progress = (queue: string) => [event(9, 'b', 3000, { queue, what: 'progress' })];
    expect(recoverySeconds(of('score-consignments'), start('score-consignments'))).toBe(1);
    expect(recoverySeconds(of('update-history'), start('update-history'))).toBeUndefined();
    expect(recoverySeconds(of('update-history'), progress('update-history'))).toBe(2);
    expect(recoverySeconds(of('update-history'), progress('score-consignments'))).toBeUndefined();
    expect(samePiecesSeconds(of('score-consignments'), start('score-consignments'))).toBeUndefined();
    expect(samePiecesSeconds(of('score-consignments'), [event(1, 'b', 9000)])).toBe(8);
    expect(recoverySeconds(of('ingest-batch'), progress('ingest-batch'))).toBeUndefined();
  });
});

describe('lines of two stores', () => {
  it('are compared as often as they occur', () => {
    expect(compareLines(['a', 'a', 'b'], ['a', 'b', 'c', 'c'])).toMatchObject({ missing: 1, surplus: 2 });
    expect(compareLines(['a', 'b'], ['b', 'a'])).toEqual({ missing: 0, surplus: 0, examples: [] });
  });
});
