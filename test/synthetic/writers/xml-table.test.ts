import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawRow } from '../../../src/formats/raw-row.ts';
import { readXml } from '../../../src/formats/xml/read-xml.ts';
import { createXmlTable, rowsHere, type XmlSlip } from '../../../src/synthetic/writers/xml-table.ts';
import { createRng } from '../../../src/util/rng.ts';
import { sourceOf } from '../../factories/text-source.ts';

interface Order {
  readonly id: string;
  readonly items: readonly string[];
}

const table = (slips: readonly XmlSlip[] = [], slipShare = 0) =>
  createXmlTable<Order>({
    name: 'orders.xml',
    envelope: 'Orders xmlns="urn:o"',
    element: 'Order',
    rowElement: 'Item',
    toContent: ({ id, items }) => ({
      document: { ID: { '@kind': id, '#text': id }, Lines: { Item: rowsHere }, End: 'end' },
      rows: items.map((text) => ({ Text: { '#text': text } })),
    }),
    slips,
    slipShare,
    rng: createRng(1),
  });

async function readBack(orders: readonly Order[]): Promise<RawRow[]> {
  const { header, footer, lines } = table();
  const xml = [header, ...orders.flatMap((order) => lines(order).map(({ text }) => text)), footer].join('\n');
  const stream = await readXml(sourceOf(xml, 'orders.xml', 17), {
    encoding: 'utf-8',
    document: 'Order',
    namespaces: ['urn:o'],
    row: 'Lines/Item',
    columns: ['ID', 'ID/@kind', 'Lines/Item/Text', 'End'],
  });
  const rows: RawRow[] = [];
  for await (const batch of stream.batches) rows.push(...batch);
  return rows;
}

/** Texts that XML may hold, without space at their ends or line ends, which XML makes its own. */
const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .map((raw) => raw.replace(/[^\u0020-\u007e\u00a1-\ud7ff\ue000-\ufdcf\u{10000}-\u{1fffd}]/gu, '').trim())
  .filter((kept) => kept !== '');

describe('createXmlTable', () => {
  it('writes what reading gives back, whatever the texts and wherever the file is cut', async () => {
    const order = fc.record({ id: text, items: fc.array(text, { minLength: 1, maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 4 }), async (orders) => {
        const rows = await readBack(orders);
        expect(rows.map(({ fields }) => fields)).toEqual(
          orders.flatMap(({ id, items }) => items.map((one) => [id, id, one, 'end'])),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('spoils all rows of a document, or one', () => {
    const order = { id: 'a', items: ['1', '2', '3'] };
    const all = table([['document', 'ID', 'bad']], 1).lines(order);
    expect(all.map(({ isSpoiled }) => isSpoiled)).toEqual([true, true, true]);
    expect(all[0]!.text).toContain('<ID kind="a">bad</ID>');
    const some = table([['row', 'Text', 'bad']], 0.5);
    const spoilt = Array.from({ length: 20 }, () => some.lines(order)).flat();
    for (const line of spoilt) expect(line.text.includes('<Text>bad</Text>')).toBe(line.isSpoiled);
    expect(new Set(spoilt.map(({ isSpoiled }) => isSpoiled)).size).toBe(2);
  });
});
