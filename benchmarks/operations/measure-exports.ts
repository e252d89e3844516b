/** How fast exports are, whether their memory stays flat, and whether anything that acts gets through. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { read } from '@e965/xlsx';
import { createRng, type Rng } from '../../src/util/rng.ts';
import { packTarget, targetPack } from '../../test/factories/target-pack.ts';
import type { BenchRow } from '../shared/bench-row.ts';
import { importBuilt } from '../shared/import-built.ts';
import { projectRoot } from '../shared/project-root.ts';
import { exportMeans } from './export-means.ts';

type Writer = typeof import('../../src/formats/target-pack/write-target-pack.ts');

const rows = { few: 20_000, many: 100_000, pages: 500 };
const hostileStrings = 10_000;
/** Texts of one target. */
const textsPerTarget = 5;

/** Writes packs of full size in processes of their own, and looks for hostile strings in every format. */
export async function measureExports(tell: (text: string) => void): Promise<BenchRow[]> {
  const few = writeApart('xlsx', rows.few);
  tell(`exports: ${rows.few} rows in ${few.seconds.toFixed(1)} s, peak ${few.peakMb.toFixed(0)} MB`);
  const many = writeApart('xlsx', rows.many);
  tell(`exports: ${rows.many} rows in ${many.seconds.toFixed(1)} s, peak ${many.peakMb.toFixed(0)} MB`);
  const pages = writeApart('pdf', rows.pages);
  tell(`exports: ${rows.pages} pages in ${pages.seconds.toFixed(1)} s`);
  const survivors = await countSurvivors();
  return [
    { name: `XLSX of ${rows.many} targets`, value: many.seconds, unit: 's', goal: '<= 20' },
    {
      name: `peak memory of ${rows.many} targets over that of ${rows.few}`,
      value: many.peakMb / few.peakMb,
      unit: 'ratio',
      goal: '<= 1.5',
    },
    { name: `PDF pack of ${rows.pages} targets`, value: pages.seconds, unit: 's', goal: '<= 60' },
    {
      name: `formulas, scripts and control characters of ${hostileStrings} hostile strings that survive into an export`,
      value: survivors,
      unit: 'cells',
      goal: '== 0',
    },
  ];
}

function writeApart(format: 'xlsx' | 'pdf', count: number): { seconds: number; peakMb: number } {
  const script = join(projectRoot, 'benchmarks/operations/write-targets.ts');
  const out = execFileSync(process.execPath, ['--import', 'tsx', script, format, String(count)], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return JSON.parse(out) as { seconds: number; peakMb: number };
}

const beginnings = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r\n=',
  ' =',
  '＝',
  '＋',
  '＠',
  '',
  'a;=',
  'a;"=',
  '<script>',
  '</',
  '%00',
  '|',
];
const middles = [
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x.example","y")',
  'SUM(1+1)*cmd',
  'alert(1)',
  'javascript:alert(1)',
  '1+1',
  'DDE("a";"b")',
  '_x003D_1',
];
const endings = [
  '',
  '\u0000',
  '\u202E',
  '\u200B',
  '\u0007\u001B[31m',
  '</script>',
  '\uFEFF',
  '\u2028=1',
  '\uD800',
  '\u0085=2',
  '\u{E0041}',
];

function hostile(rng: Rng): string {
  const pick = (from: readonly string[]): string => from[Math.floor(rng.next() * from.length)]!;
  const noise = String.fromCharCode(Math.floor(rng.next() * 0x3000));
  return `${pick(beginnings)}${pick(middles)}${noise}${pick(endings)}`;
}

const formula = /^\s*(?:[=@＝＋＠]|[+\-－](?!\d))|;\s*"?\s*[=@＝＋＠]/;
const acting = /<[a-z/!?]|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF\u2028\u2029]|\p{Cc}|\p{Cs}/iu;

function isAlive(text: string): boolean {
  return formula.test(text) || acting.test(text);
}

/** Writes hostile strings in every field of text, reads each file back by another program's library and counts what is left of them. */
async function countSurvivors(): Promise<number> {
  const { writeTargetPack } = await importBuilt<Writer>('formats/target-pack/write-target-pack.js');
  const rng = createRng(11);
  const targets = Array.from({ length: hostileStrings / textsPerTarget }, (_, index) => {
    const [office, description, brand, lookFor, name] = Array.from({ length: textsPerTarget }, () => hostile(rng));
    return packTarget({
      reference: `T-${index}`,
      office,
      goods: [{ ...packTarget().goods[0]!, description, brand }],
      lookFor: [lookFor!],
      parties: [{ role: 'seller', name, partyKind: 'unknown' }],
    });
  });
  const means = await exportMeans();
  const bytesOf = async (format: Parameters<Writer['writeTargetPack']>[1], few = targets): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of writeTargetPack(targetPack(few), format, means)) pieces.push(piece);
    return Buffer.concat(pieces);
  };
  let alive = 0;
  for (const format of ['xlsx', 'csv', 'shift-xlsx', 'shift-csv'] as const) {
    const bytes = await bytesOf(format);
    const book = format.endsWith('csv')
      ? read(bytes.toString().replace(/^\uFEFF/, ''), { type: 'string', raw: true })
      : read(bytes);
    for (const sheet of Object.values(book.Sheets))
      for (const [place, cell] of Object.entries(sheet))
        if (!place.startsWith('!') && (cell.f !== undefined || (typeof cell.v === 'string' && isAlive(cell.v))))
          alive++;
  }
  for (const format of ['json', 'ndjson'] as const) {
    const text = (await bytesOf(format)).toString();
    const documents =
      format === 'json'
        ? [JSON.parse(text)]
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
    alive += documents.reduce((sum, document) => sum + countAlive(document), 0);
  }
  // Pages are drawn glyphs; what could run is an object of the file.
  const pdf = await bytesOf('pdf', targets.slice(0, 50));
  return alive + (inflated(pdf).match(/\/(?:JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile)\b/g)?.length ?? 0);
}

function countAlive(value: unknown): number {
  if (typeof value === 'string') return Number(isAlive(value));
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + countAlive(part), 0);
}

/** A PDF file with its packed streams laid open. */
function inflated(pdf: Buffer): string {
  const parts = [pdf.toString('latin1').replace(/stream\n[\s\S]*?endstream/g, '')];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    try {
      parts.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at))).toString('latin1'));
    } catch {
      // The word within another stream, or a font.
    }
  }
  return parts.join('\n');
}
