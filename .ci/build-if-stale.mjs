// Builds dist/ with the TypeScript compiler and the pages into dist/web with Vite, each only when a source of its own is newer than its last build.
// `--force` builds both in any case. Runs as `prepare`, so that `npm ci` leaves a working `npx touchstone`.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const pages = join(dist, 'web');
const pagesStamp = join(dist, '.built-web');

function newestMs(path, but = undefined) {
  if (path === but) return 0;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name), but)), stat.mtimeMs);
}

function isFresh(stamp, sources, but = undefined) {
  if (!existsSync(stamp) || process.argv.includes('--force')) return false;
  return sources.every((source) => newestMs(join(root, source), but) <= statSync(stamp).mtimeMs);
}

// What is written while a build runs is newer than the build.
function writeStamp(path, startedAt) {
  writeFileSync(path, '');
  utimesSync(path, startedAt, startedAt);
}

/** Puts a folder in the place of another, which is missing for no longer than a rename takes. */
function swapIn(fresh, place) {
  if (!existsSync(place)) return renameSync(fresh, place);
  const old = mkdtempSync(join(root, '.dist-'));
  renameSync(place, join(old, 'old'));
  renameSync(fresh, place);
  rmSync(old, { recursive: true, force: true });
}

function freshFolder() {
  const fresh = mkdtempSync(join(root, '.dist-'));
  chmodSync(fresh, 0o755);
  return fresh;
}

function buildProgram() {
  const sources = ['src', 'workers', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.build.json'];
  if (isFresh(stamp, sources, join(root, 'src/web'))) return;
  let compiler;
  try {
    compiler = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  } catch {
    // Installed without development packages: a package that was built before it was packed needs no compiler.
    if (existsSync(join(dist, 'src/cli/main.js'))) process.exit(0);
    process.stderr.write(
      'touchstone: dist/ is missing and TypeScript is not installed; run npm ci with development packages\n',
    );
    process.exit(1);
  }
  const startedAt = new Date();
  const fresh = freshFolder();
  const project = join(root, 'tsconfig.build.json');
  // Types are checked by `npm run check`; checking them here too would take four times as long.
  const built = spawnSync(process.execPath, [compiler, '-p', project, '--noCheck', '--outDir', fresh], {
    stdio: 'inherit',
  });
  for (const [from, to] of [
    [pages, join(fresh, 'web')],
    [pagesStamp, join(fresh, '.built-web')],
  ]) {
    if (existsSync(from)) cpSync(from, to, { recursive: true, preserveTimestamps: true });
  }
  swapIn(fresh, dist);
  if (built.status !== 0) process.exit(built.status ?? 1);
  const entry = join(dist, 'src/cli/main.js');
  if (existsSync(entry)) chmodSync(entry, 0o755);
  writeStamp(stamp, startedAt);
}

async function buildPages() {
  const sources = ['src/web', 'src/domain', 'package.json', 'package-lock.json', 'vite.config.ts'];
  if (isFresh(pagesStamp, sources)) return;
  let build;
  try {
    ({ build } = await import('vite'));
  } catch {
    // Vite comes with a binary of this platform, which `--omit=optional` leaves out.
    const what = existsSync(pages) ? 'the pages of the last build stay' : 'there will be no pages';
    process.stderr.write(`touchstone: Vite or its binary is not installed; ${what}\n`);
    return;
  }
  const startedAt = new Date();
  const fresh = freshFolder();
  try {
    await build({ configFile: join(root, 'vite.config.ts'), build: { outDir: fresh } });
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(`touchstone: the pages cannot be built: ${error.message}\n`);
    process.exit(1);
  }
  mkdirSync(dist, { recursive: true });
  swapIn(fresh, pages);
  writeStamp(pagesStamp, startedAt);
}

// Built beside and then swapped in, so that a process that runs from dist/ misses its files for no longer than a rename takes.
buildProgram();
await buildPages();
