import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '../../src/formats/raw-row.ts';
import { readNdjson } from '../../src/formats/read-ndjson.ts';
import { sourceOf } from '../factories/text-source.ts';

async function read(content: string | Uint8Array, columns: string[]): Promise<RawRow[]> {
  const stream = await readNdjson(sourceOf(content), { encoding: 'utf-8', decimalMark: '.', columns });
  const rows: RawRow[] = [];
  for await (const batch of stream.batches) rows.push(...batch);
  return rows;
}

describe('readNdjson', () => {
  it('reaches into objects and joins lists of plain values', async () => {
    const rows = await read('{"a":{"b":1.5},"c":["x","y"],"d":null}\n', ['a.b', 'c', 'd', 'e']);
    expect(rows[0]?.fields).toEqual(['1.5', 'x;y', undefined, undefined]);
  });

  it('rejects lines that are no objects, each by itself', async () => {
    const rows = await read('{"a":1}\nnot json\n[1]\n\n{"a":2}\n', ['a']);
    expect(rows.map(({ row, fault }) => [row, fault !== undefined])).toEqual([
      [1, false],
      [2, true],
      [3, true],
      [5, false],
    ]);
  });

  it('caps depth without reading further', async () => {
    const rows = await read(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}\n{"a":1}\n`, ['a']);
    expect(rows[0]?.fault).toBeDefined();
    expect(rows[1]?.fields).toEqual(['1']);
  });

  it('finds control characters that come out of escapes', async () => {
    const rows = await read('{"a":"x\\u0000y"}\n', ['a']);
    expect(rows[0]?.fault).toMatchObject({ code: 'control-character', column: 'a' });
  });

  it('takes no field from the prototype of objects', async () => {
    const rows = await read('{"a":1}\n', ['constructor', '__proto__', 'a.toString']);
    expect(rows[0]?.fields).toEqual([undefined, undefined, undefined]);
  });

  it('unpacks gzip, and refuses what is cut off or a bomb', async () => {
    const packed = gzipSync('{"a":1}\n');
    expect((await read(packed, ['a']))[0]?.fields).toEqual(['1']);
    await expect(read(packed.subarray(0, packed.length - 6), ['a'])).rejects.toMatchObject({ code: 'file-unreadable' });
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
    await expect(read(bomb, ['a'])).rejects.toMatchObject({ message: expect.stringContaining('times its size') });
  });
});
