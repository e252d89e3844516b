import { describe, expect, it } from 'vitest';
import { type RawRow, rawTextLimit } from '../../../src/formats/raw-row.ts';
import { readXml } from '../../../src/formats/xml/read-xml.ts';
import { sourceOf } from '../../factories/text-source.ts';

async function read(xml: string, columns: string[], row: string | undefined = 'House/Item') {
  const stream = await readXml(sourceOf(xml), { encoding: 'utf-8', document: 'Doc', namespaces: [], row, columns });
  const rows: RawRow[] = [];
  for await (const batch of stream.batches) rows.push(...batch);
  return { rows, found: [...stream.found] };
}

const xml = `<All><Doc n="1"><ID>D1</ID><House><Bill>H1</Bill><Item><N>1</N></Item><Item><N>2</N></Item></House>
<House><Bill>H2</Bill><Item><N>3</N><Box>a</Box><Box>b</Box></Item></House><End>e</End></Doc><Doc n="2"><ID>D2</ID><House><Item/></House></Doc></All>`;

describe('readXml', () => {
  it('gives a row for every element, with what its own parents and its document say', async () => {
    const { rows } = await read(xml, ['@n', 'ID', 'End', 'House/Bill', 'House/Item/N', 'House/Item/Box']);
    expect(rows.map(({ row, fields }) => [row, ...fields!])).toEqual([
      [1, '1', 'D1', 'e', 'H1', '1', undefined],
      [2, '1', 'D1', 'e', 'H1', '2', undefined],
      [3, '1', 'D1', 'e', 'H2', '3', 'a;b'],
      [4, '2', 'D2', undefined, undefined, undefined, undefined],
    ]);
  });

  it('keeps of the document what belongs to the row, as raw text', async () => {
    const { rows } = await read(xml, ['ID']);
    expect(rows[1]!.raw).toBe(
      '<Doc n="1"><ID>D1</ID><House><Bill>H1</Bill><Item><N>2</N></Item></House>\n<End>e</End></Doc>',
    );
    expect(rows[2]!.raw).toBe(
      '<Doc n="1"><ID>D1</ID>\n<House><Bill>H2</Bill><Item><N>3</N><Box>a</Box><Box>b</Box></Item></House><End>e</End></Doc>',
    );
  });

  it('keeps the row alone of a document that is too long', async () => {
    const long = `<Doc><Text>${'x'.repeat(rawTextLimit)}</Text><House><Item><N>1</N></Item></House></Doc>`;
    const { rows } = await read(long, ['House/Item/N']);
    expect(rows[0]!.raw).toBe('<Item><N>1</N></Item>');
  });

  it('keeps the row alone where there are very many, so that a file of bad rows takes no longer for each', async () => {
    const { rows } = await read(`<Doc><House>${'<Item/>'.repeat(200_000)}</House></Doc>`, ['ID']);
    expect(rows).toHaveLength(200_000);
    let length = 0;
    for (const row of rows) length += row.raw.length;
    expect(length).toBe(200_000 * '<Item/>'.length);
  });

  it('makes one bad row of a document without any', async () => {
    const { rows } = await read('<All><Doc><ID>1</ID></Doc><Doc><House><Item/></House></Doc></All>', ['ID']);
    expect(rows[0]).toMatchObject({
      row: 1,
      fault: { code: 'missing', column: 'House/Item' },
      raw: '<Doc><ID>1</ID></Doc>',
    });
    expect(rows[1]!.fault).toBeUndefined();
  });

  it('takes documents themselves for rows where nothing else is said', async () => {
    const stream = await readXml(sourceOf(xml), {
      encoding: 'utf-8',
      document: 'Doc',
      namespaces: [],
      row: undefined,
      columns: ['ID', 'House/Bill'],
    });
    const rows: RawRow[] = [];
    for await (const batch of stream.batches) rows.push(...batch);
    expect(rows.map(({ fields }) => fields)).toEqual([
      ['D1', 'H1;H2'],
      ['D2', undefined],
    ]);
  });

  it('names the columns that are there, wanted or not', async () => {
    const { found } = await read(xml, ['ID', 'House[Bill=H2]/Item/N', 'Nothing']);
    expect(found).toEqual(['ID', 'House[Bill=H2]/Item/N', '@n', 'House/Item/Box', 'End']);
  });

  it('refuses a file without a document, and lets go of a file', async () => {
    await expect(read('<All/>', ['ID'])).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('no element Doc'),
    });
    const options = { encoding: 'utf-8', document: 'Doc', namespaces: ['urn:a'], row: undefined, columns: [] };
    await expect(readXml(sourceOf('<Doc/>'), options)).rejects.toMatchObject({
      message: expect.stringContaining('of the namespace urn:a'),
    });
    const stream = await readXml(sourceOf(xml), { ...options, namespaces: [] });
    await stream.close();
  });

  it('looks up once what a document says once', async () => {
    const itinerary = '<Stop>ES</Stop>'.repeat(20_000);
    const items = '<House><Item/></House>'.repeat(20_000);
    const { rows } = await read(`<Doc>${itinerary}${items}</Doc>`, ['Stop']);
    expect(rows).toHaveLength(20_000);
    expect(rows[19_999]!.fields![0]).toHaveLength(59_999);
  });
});
