/**
 * Checks who imports whom, and that pure rooms use no clock, no chance and no process of their own; then plants one violation of every rule into a
 * temporary tree and fails where a rule does not bite.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { forbidden, options, rooms } from '../.dependency-cruiser.mjs';

/** Globals that make a function depend on more than its arguments. */
const impureGlobals = [
  ['a clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b/],
  ['chance', /\bMath\.random\b|\brandomBytes\b|\brandomUUID\b|\brandomInt\b/],
  ['the process', /\bprocess\b(?!\w|\s*:|-)/],
  ['the network', /\bfetch\(/],
  ['a timer', /\bset(?:Timeout|Interval|Immediate)\(/],
];
const pureRooms = [
  'util',
  'domain',
  'formats',
  'matching',
  'synthetic',
  'features',
  'learners',
  'models',
  'ranking',
  'evaluation',
];

async function violationsOf(baseDir) {
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  return output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Code alone: comments and texts may speak of anything. */
function codeOf(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

function impurities(baseDir) {
  return pureRooms.flatMap((room) => {
    const folder = join(baseDir, 'src', room);
    let files = [];
    try {
      files = filesUnder(folder);
    } catch {
      return [];
    }
    return files.flatMap((file) => {
      const code = codeOf(readFileSync(file, 'utf8'));
      return impureGlobals
        .filter(([, pattern]) => pattern.test(code))
        .map(([what]) => ({ rule: `pure-rooms-have-no-${what.replace(/^(a|the) /, '')}`, from: file, to: what }));
    });
  });
}

/** One file a rule, and nothing else that is wrong. */
function plant(folder) {
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', '{ "type": "module", "devDependencies": { "vitest": "*" } }');
  for (const room of Object.keys(rooms)) write(`src/${room}/plain.ts`, 'export const plain = 1;\n');
  write('src/nobody/plain.ts', 'export const plain = 1;\n');
  for (const room of Object.keys(rooms)) {
    write(`src/${room}/planted.ts`, "import { plain } from '../nobody/plain.ts';\nexport const planted = plain;\n");
  }
  write('src/compose.ts', 'export const compose = 1;\n');
  write('src/cli/commands/a.ts', "import { compose } from '../../compose.ts';\nexport const a = compose;\n");
  write('src/storage/a.ts', "import { plain } from '../services/plain.ts';\nexport const a = plain;\n");
  write('src/domain/reader.ts', "import { readFileSync } from 'node:fs';\nexport const reader = readFileSync;\n");
  write('src/models/one.ts', "import { two } from './two.ts';\nexport const one = (): number => two;\n");
  write('src/models/two.ts', "import { one } from './one.ts';\nexport const two = 1;\nexport const three = one;\n");
  write('test/a.ts', 'export const a = 1;\n');
  write('src/util/tested.ts', "import { a } from '../../test/a.ts';\nexport const tested = a;\n");
  write('node_modules/vitest/package.json', '{ "name": "vitest", "version": "1.0.0", "main": "index.js" }');
  write('node_modules/vitest/index.js', 'exports.it = 1;\n');
  write('src/util/package.ts', "import { it } from 'vitest';\nexport const other = it;\n");
  write('node_modules/nobody/package.json', '{ "name": "nobody", "version": "1.0.0", "main": "index.js" }');
  write('node_modules/nobody/index.js', 'exports.nobody = 1;\n');
  write('src/web/package.ts', "import { nobody } from 'nobody';\nexport const other = nobody;\n");
  write('src/http/schemas/shape.ts', 'export const shape = 1;\n');
  write('src/web/checked.ts', "import { shape } from '../http/schemas/shape.ts';\nexport const checked = shape;\n");
  write('src/domain/now.ts', 'export const now = Date.now();\n');
  write('src/domain/luck.ts', 'export const luck = Math.random();\n');
  write('src/domain/environment.ts', 'export const home = process.env;\n');
  write('src/domain/call.ts', "export const call = fetch('http://localhost');\n");
  write('src/domain/wait.ts', 'export const wait = setTimeout(() => {}, 1);\n');
}

const found = [...(await violationsOf(process.cwd())), ...impurities(process.cwd())];
for (const { rule, from, to } of found) console.error(`${rule}: ${from} → ${to}`);

const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
let silent = [];
try {
  plant(folder);
  const bitten = new Set([...(await violationsOf(folder)), ...impurities(folder)].map(({ rule }) => rule));
  const names = [
    ...forbidden.map(({ name }) => name),
    ...impureGlobals.map(([what]) => `pure-rooms-have-no-${what.replace(/^(a|the) /, '')}`),
  ];
  silent = names.filter((name) => !bitten.has(name));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const name of silent) console.error(`rule ${name} does not see its planted violation`);
if (found.length > 0 || silent.length > 0) process.exitCode = 1;
else
  console.log(`boundaries: ${forbidden.length + impureGlobals.length} rules hold, and each sees its planted violation`);
