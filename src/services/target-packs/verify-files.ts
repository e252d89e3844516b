/** Tells whether exported files are what their manifest says, and who signed it. */
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../errors.ts';
import type { Ports } from '../ports.ts';
import { isSigned, type Manifest, manifestEnding, parseManifest } from './manifest.ts';

/** Which files. */
export interface VerifyFilesInput {
  /** A manifest, or one of the files that a manifest in the same folder names. */
  readonly path: string;
  /** Base64 of the public key that must have signed; undefined takes whatever key the manifest names. */
  readonly publicKey?: string | undefined;
}

/** What was found. */
export interface VerifyFilesReport {
  readonly manifestPath: string;
  readonly manifest: Manifest;
  readonly isSignatureValid: boolean;
  /** Undefined where nobody said which key it must be. */
  readonly isExpectedKey: boolean | undefined;
  readonly files: readonly { readonly name: string; readonly state: 'unchanged' | 'changed' | 'missing' }[];
  readonly isIntact: boolean;
}

/**
 * Verifies all files of a manifest, or the one that is named.
 * @throws `not-found` for a file that no manifest beside it names, `file-unreadable` for a manifest that is none.
 */
export async function verifyFiles(
  ports: Pick<Ports, 'files'>,
  { path, publicKey }: VerifyFilesInput,
): Promise<VerifyFilesReport> {
  const isManifest = path.endsWith(manifestEnding);
  const { manifestPath, manifest } = isManifest
    ? { manifestPath: path, manifest: parseManifest(path, await ports.files.readText(path)) }
    : await manifestOf(ports, path);
  const named = manifest.files.filter(({ name }) => isManifest || name === basename(path));
  const files: VerifyFilesReport['files'][number][] = [];
  for (const { name, sha256 } of named) {
    const place = join(dirname(manifestPath), name);
    if (!(await ports.files.exists(place))) files.push({ name, state: 'missing' });
    else files.push({ name, state: (await hashOf(ports, place)) === sha256 ? 'unchanged' : 'changed' });
  }
  const isSignatureValid = isSigned(manifest);
  const isExpectedKey = publicKey === undefined ? undefined : publicKey === manifest.publicKey;
  const isIntact = isSignatureValid && isExpectedKey !== false && files.every(({ state }) => state === 'unchanged');
  return { manifestPath, manifest, isSignatureValid, isExpectedKey, files, isIntact };
}

async function manifestOf(
  ports: Pick<Ports, 'files'>,
  path: string,
): Promise<{ manifestPath: string; manifest: Manifest }> {
  const folder = dirname(path);
  for (const entry of await ports.files.list(folder)) {
    if (!entry.endsWith(manifestEnding)) continue;
    const manifestPath = join(folder, entry);
    const manifest = parseManifest(manifestPath, await ports.files.readText(manifestPath));
    if (manifest.files.some(({ name }) => name === basename(path))) return { manifestPath, manifest };
  }
  throw new AppError('not-found', {
    what: 'manifest',
    name: `for ${path}`,
    hint: ` (*${manifestEnding} in the same folder)`,
  });
}

async function hashOf(ports: Pick<Ports, 'files'>, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of ports.files.open(path)) hash.update(chunk);
  return hash.digest('hex');
}
