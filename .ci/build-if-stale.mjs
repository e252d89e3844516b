// Builds dist/ with the TypeScript compiler, and does nothing when no source is newer than the last build.
// `--force` builds in any case. Runs as `prepare`, so that `npm ci` leaves a working `npx touchstone`.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
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

function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stat.mtimeMs);
}

const sources = ['src', 'workers', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const isFresh = existsSync(stamp) && sources.every((source) => newestMs(join(root, source)) <= statSync(stamp).mtimeMs);
if (isFresh && !process.argv.includes('--force')) process.exit(0);

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
// Built beside and then swapped in, so that a process that runs from dist/ misses its files for no longer than a rename takes.
// What is written while the build runs is newer than the build.
const startedAt = new Date();
const fresh = mkdtempSync(join(root, '.dist-'));
chmodSync(fresh, 0o755);
const built = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', fresh], {
  stdio: 'inherit',
});
if (existsSync(dist)) {
  const old = mkdtempSync(join(root, '.dist-'));
  renameSync(dist, join(old, 'dist'));
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
} else renameSync(fresh, dist);
if (built.status !== 0) process.exit(built.status ?? 1);
const entry = join(dist, 'src/cli/main.js');
if (existsSync(entry)) chmodSync(entry, 0o755);
writeFileSync(stamp, '');
utimesSync(stamp, startedAt, startedAt);
