import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readXmlDocuments, type XmlDocument } from '../../../src/formats/xml/read-xml-documents.ts';
import { xmlLimits } from '../../../src/formats/xml/xml-limits.ts';
import { sourceOf } from '../../factories/text-source.ts';

interface Options {
  readonly namespaces?: readonly string[];
  readonly pieceBytes?: number;
}

async function read(xml: string | Uint8Array, options: Options = {}): Promise<XmlDocument[]> {
  const documents: XmlDocument[] = [];
  const source = sourceOf(xml, 'test.xml', options.pieceBytes);
  const { namespaces = [] } = options;
  for await (const some of readXmlDocuments(source, { encoding: 'utf-8', document: 'Doc', namespaces })) {
    documents.push(...some);
  }
  return documents;
}

function refusal(part: string): object {
  return { code: 'file-unreadable', message: expect.stringContaining(part) };
}

describe('readXmlDocuments', () => {
  it('reads documents with their own source text, however the file is cut', async () => {
    const first = '<Doc a="1"><B>x &amp; y</B></Doc>';
    const second = '<p:Doc><![CDATA[<raw>]]> and more</p:Doc>';
    const xml = `<All xmlns:p="urn:p"><!-- note -->\n${first}<Other>z</Other>${second}</All>\n`;
    for (const pieceBytes of [1, 7, 65_536]) {
      const documents = await read(xml, { pieceBytes });
      expect(documents.map(({ source }) => source)).toEqual([first, second]);
      expect(documents[0]!.element.attribute('a')).toBe('1');
      const [child] = documents[0]!.element.children;
      expect(child!.text).toBe('x & y');
      expect(documents[0]!.source.slice(child!.start, child!.end)).toBe('<B>x &amp; y</B>');
      expect(documents[1]!.element.text).toBe('<raw> and more');
    }
  });

  it('takes a document that is the root, and one inside another for a part of it', async () => {
    const documents = await read('<Doc><Doc>inner</Doc></Doc>');
    expect(documents).toHaveLength(1);
    expect(documents[0]!.element.children[0]!.text).toBe('inner');
  });

  it('looks at the namespace where one is asked for', async () => {
    const xml = '<All xmlns:p="urn:p"><p:Doc>1</p:Doc><Doc>2</Doc></All>';
    expect((await read(xml, { namespaces: ['urn:p'] })).map(({ element }) => element.text)).toEqual(['1']);
  });

  it('drops declarations of namespaces from the attributes', async () => {
    const [document] = await read('<Doc xmlns="urn:d" xmlns:p="urn:p" p:x="1"/>');
    expect(document!.element.attributes).toEqual([['x', '1']]);
  });

  it('yields documents before the file ends', async () => {
    let isOver = false;
    const source = {
      name: 'endless',
      async *open() {
        yield Buffer.from(`<All>${' '.repeat(600)}<Doc>1</Doc>`);
        yield Buffer.from('<Doc>2</Doc>');
        isOver = true;
      },
    };
    const documents = readXmlDocuments(source, { encoding: 'utf-8', document: 'Doc', namespaces: [] });
    await documents.next();
    expect(isOver).toBe(false);
    await documents.return(undefined);
  });
});

describe('hostile XML', () => {
  const laughs = `<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY lol${index + 1} "${`&lol${index === 0 ? '' : index};`.repeat(10)}">`,
  ).join('')}]>
<Doc>&lol9;</Doc>`;

  it.each([
    ['a billion laughs', laughs, 'document type'],
    ['an entity from outside', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Doc>&x;</Doc>', 'document type'],
    ['a document type from outside', '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><Doc/>', 'document type'],
    ['an entity that nobody defined', '<Doc>&x;</Doc>', 'line 1, column'],
    ['deep nesting', '<a>'.repeat(xmlLimits.depth + 1), 'levels deep'],
    ['deep nesting in a document', `<Doc>${'<a>'.repeat(10_000)}`, 'levels deep'],
    [
      'too many attributes',
      `<Doc ${Array.from({ length: 65 }, (_, index) => `a${index}="1"`).join(' ')}/>`,
      '64 attributes',
    ],
    ['too many elements', `<Doc>${'<a/>'.repeat(xmlLimits.documentElements + 1)}</Doc>`, 'elements'],
    ['10 MB of text', `<Doc><a>${'x'.repeat(10_000_000)}</a></Doc>`, 'characters'],
    ['10 MB of text in pieces', `<Doc><a>${'xxxxxxxxxx<!---->'.repeat(200_000)}</a></Doc>`, 'the text of a'],
    ['10 MB of a comment', `<Doc><!--${'x'.repeat(10_000_000)}--></Doc>`, 'characters'],
    ['10 MB of a tag', `<Doc><${'x'.repeat(10_000_000)}/></Doc>`, 'characters'],
    ['10 MB of an attribute', `<Doc a="${'x'.repeat(10_000_000)}"/>`, 'characters'],
    ['10 MB before the root', `<!--${'x'.repeat(10_000_000)}`, 'characters'],
    ['a document without an end', `<Doc>${'<a>x</a>'.repeat(100)}`, 'unclosed tag'],
    ['a document cut off in a tag', '<Doc><a x="1', 'not well-formed'],
    ['NUL', '<Doc>a\u0000b</Doc>', 'not well-formed'],
    ['NUL by its number', '<Doc>&#0;</Doc>', 'not well-formed'],
    ['control characters', '<Doc>a\u0001b</Doc>', 'not well-formed'],
    ['two roots', '<Doc/><Doc/>', 'not well-formed'],
    ['tags that cross', '<Doc><a><b></a></b></Doc>', 'not well-formed'],
    ['text alone', 'Anmeldung;Position\n1;2\n', 'not well-formed'],
    ['JSON', '{"a":1}', 'not well-formed'],
    ['an attribute twice', '<Doc a="1" a="2"/>', 'not well-formed'],
    ['a prefix that nobody declared', '<x:Doc/>', 'not well-formed'],
  ])('is refused whole: %s', async (_, xml, part) => {
    await expect(read(xml)).rejects.toMatchObject(refusal(part));
  });

  it('refuses a document that is larger than is held', async () => {
    const one = `<a>${'x'.repeat(100_000)}</a>`;
    await expect(read(`<Doc>${one.repeat(170)}</Doc>`)).rejects.toMatchObject(refusal('an element Doc'));
    // The same amount in many documents is none.
    expect(await read(`<All>${`<Doc>${one}</Doc>`.repeat(170)}</All>`)).toHaveLength(170);
  });

  it('refuses gzip bombs and damaged gzip', async () => {
    const bomb = gzipSync(Buffer.from(`<Doc>${`<a>${' '.repeat(1000)}</a>`.repeat(100_000)}</Doc>`), { level: 9 });
    await expect(read(bomb)).rejects.toMatchObject({ code: 'file-unreadable' });
    const sound = gzipSync(Buffer.from('<Doc>1</Doc>'));
    expect(await read(sound)).toHaveLength(1);
    await expect(read(sound.subarray(0, sound.length - 9))).rejects.toMatchObject(refusal('gzip is damaged'));
  });
});
