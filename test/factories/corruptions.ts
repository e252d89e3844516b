/** Damaged files: sound ones, spoiled at random in the ways that files get spoiled. */
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { createRng, type Rng } from '../../src/util/rng.ts';

/** One damaged file. */
export interface Corruption {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Profile to read it by; `.xlsx` at its end for its XLSX twin. */
  readonly profile: string;
}

interface Sound {
  readonly profile: string;
  readonly bytes: Buffer;
}

type Damage = (bytes: Buffer, rng: Rng) => Buffer;

const at = (bytes: Buffer, rng: Rng): number => rng.nextInt(bytes.length);

const damages: { readonly [name: string]: Damage } = {
  'cut off': (bytes, rng) => bytes.subarray(0, at(bytes, rng)),
  'bytes flipped': (bytes, rng) => {
    const out = Buffer.from(bytes);
    for (let count = 1 + rng.nextInt(50); count > 0; count--) out[at(out, rng)] = rng.nextInt(256);
    return out;
  },
  'NUL bytes': (bytes, rng) => {
    const out = Buffer.from(bytes);
    const from = at(out, rng);
    out.fill(0, from, Math.min(out.length, from + 1 + rng.nextInt(2000)));
    return out;
  },
  'a huge field': (bytes, rng) => insert(bytes, at(bytes, rng), Buffer.alloc(1 + rng.nextInt(2_000_000), 0x41)),
  'junk inside': (bytes, rng) => {
    const junk = Buffer.from(Array.from({ length: 1 + rng.nextInt(3000) }, () => rng.nextInt(256)));
    return insert(bytes, at(bytes, rng), junk);
  },
  'quotes inside': (bytes, rng) => {
    let out = bytes;
    for (let count = 1 + rng.nextInt(5); count > 0; count--) out = insert(out, at(out, rng), Buffer.from('"'));
    return out;
  },
  'words for numbers': (bytes, rng) => {
    const text = bytes.toString('latin1');
    let seen = 0;
    const every = 2 + rng.nextInt(30);
    return Buffer.from(
      text.replace(/\d+/g, (digits) => (++seen % every === 0 ? 'n/a' : digits)),
      'latin1',
    );
  },
  'another encoding': (bytes, rng) => {
    const text = bytes.toString('utf8');
    return rng.nextInt(2) === 0 ? Buffer.from(text, 'utf16le') : Buffer.from(`ÄÖÜ${text}`, 'latin1');
  },
  'lines joined': (bytes, rng) => {
    const lines = bytes.toString('latin1').split('\n');
    for (let count = 1 + rng.nextInt(40); count > 0; count--) lines.splice(rng.nextInt(lines.length), 2, 'x,y,z');
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  'a part twice': (bytes, rng) => {
    const from = at(bytes, rng);
    return insert(bytes, from, bytes.subarray(from, from + rng.nextInt(20_000)));
  },
  'gzip cut off': (bytes, rng) => {
    const packed = gzipSync(bytes);
    return packed.subarray(0, at(packed, rng));
  },
  'gzip damaged': (bytes, rng) => {
    const packed = Buffer.from(gzipSync(bytes));
    for (let count = 1 + rng.nextInt(8); count > 0; count--)
      packed[2 + rng.nextInt(packed.length - 2)] = rng.nextInt(256);
    return packed;
  },
  'delimiters changed': (bytes, rng) =>
    Buffer.from(bytes.toString('latin1').replaceAll(',', rng.nextInt(2) === 0 ? ';' : '\t'), 'latin1'),
  'deep nesting': (bytes, rng) => insert(bytes, at(bytes, rng), Buffer.from('{"a":['.repeat(1 + rng.nextInt(20_000)))),
};

function insert(bytes: Buffer, place: number, what: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, place), what, bytes.subarray(place)]);
}

/** Returns `count` damaged files, the same for the same seed. `readFile` reads the sound ones of the sample. */
export function corruptions(readFile: (path: string) => Buffer, seed: number, count: number): Corruption[] {
  const sound = soundFiles(readFile);
  const names = Object.keys(damages);
  const rng = createRng(seed).fork('corruptions');
  return Array.from({ length: count }, (_, index) => {
    const { profile, bytes } = sound[index % sound.length]!;
    const name = names[Math.floor(index / sound.length) % names.length]!;
    return { name: `${index} ${profile} ${name}`, bytes: damages[name]!(bytes, rng), profile };
  });
}

function soundFiles(readFile: (path: string) => Buffer): Sound[] {
  const head = (path: string, bytes: number): Buffer => {
    const whole = readFile(path);
    return whole.subarray(0, whole.lastIndexOf(0x0a, bytes) + 1);
  };
  const aurelia = head('data/sample/demo/aurelia-declarations.csv', 60_000);
  const rows = aurelia
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .slice(0, 60)
    .map((line) => line.split(';'));
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Daten');
  return [
    { profile: 'aurelia', bytes: aurelia },
    { profile: 'borealis', bytes: head('data/sample/demo/borealis-declarations.ndjson', 60_000) },
    { profile: 'aurelia-examinations', bytes: head('data/sample/demo/aurelia-examinations.csv', 30_000) },
    { profile: 'corvia-postal-items', bytes: readFile('data/sample-formats/corvia/corvia-postal-items.xml') },
    { profile: 'corvia-entry-summaries', bytes: readFile('data/sample-formats/corvia/corvia-entry-summaries.xml') },
    { profile: 'touchstone', bytes: head('data/sample/rights-records.csv', 4_000) },
    { profile: 'aurelia.xlsx', bytes: write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer },
  ];
}
