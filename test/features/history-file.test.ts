import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { readHistoryFile, writeHistory } from '../../src/features/history-file.ts';
import { emptyHistory } from '../../src/features/history-replay.ts';
import { createRng } from '../../src/util/rng.ts';

function makeHistory() {
  const rng = createRng(4);
  const history = emptyHistory();
  for (let index = 0; index < 2000; index++) {
    const high = rng.nextInt(300) * 9_999_991;
    const examined = rng.nextInt(3);
    const priced = rng.nextInt(5);
    history.cells.add(
      high,
      rng.nextInt(4),
      { day: 18_000 + rng.nextInt(400), source: rng.nextInt(2) },
      {
        seen: 5 + rng.nextInt(300),
        examined,
        positive: rng.nextInt(examined + 1),
        priced,
        priceSum: priced * rng.nextInt(1000),
      },
    );
    history.prices.add(high, 1, rng.next() * 63, 1);
    history.peers.add(high, 1, Float64Array.of(rng.nextInt(500) - 250, Number.NaN, rng.nextInt(9)), 0, 1);
    const isVague = rng.nextInt(2);
    history.texts.add(high, 2, Float64Array.of(1, isVague, 1, 0, 1, rng.nextInt(2)), 1);
  }
  return history;
}

const withChecksum = (content: Uint8Array): Uint8Array =>
  Buffer.concat([content, createHash('sha256').update(content).digest()]);

describe('history files', () => {
  it('come back as they were written', () => {
    const history = makeHistory();
    const bytes = writeHistory(history);
    const read = readHistoryFile(bytes, 'test');
    expect([...read.cells.inOrder()]).toEqual([...history.cells.inOrder()]);
    expect([...read.prices.histograms()]).toEqual([...history.prices.histograms()]);
    expect([...read.peers.inOrder()]).toEqual([...history.peers.inOrder()]);
    expect([...read.texts.inOrder()]).toEqual([...history.texts.inOrder()]);
    expect(writeHistory(read)).toEqual(bytes);
  });

  it('may be empty', () => {
    const empty = emptyHistory();
    expect([...readHistoryFile(writeHistory(empty), 'test').cells.inOrder()]).toEqual([]);
  });

  it('are refused when damaged, checksum mended or not', () => {
    const bytes = writeHistory(makeHistory());
    const rng = createRng(9);
    for (let round = 0; round < 400; round++) {
      let content = bytes.slice(0, bytes.length - 32);
      if (round % 3 === 0) content = content.slice(0, rng.nextInt(content.length));
      else for (let flips = 0; flips < 3; flips++) content[rng.nextInt(content.length)] = rng.nextInt(256);
      const file = round % 2 === 0 ? withChecksum(content) : Buffer.concat([content, bytes.subarray(-32)]);
      try {
        readHistoryFile(file, 'test');
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
      }
    }
    const truncated = withChecksum(bytes.slice(0, bytes.length - 40));
    expect(() => readHistoryFile(truncated, 'test')).toThrow(/history/);
  });
});
