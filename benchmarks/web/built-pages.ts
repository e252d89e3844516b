/** Size of the built pages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../shared/project-root.ts';

/** Folder of the built pages. */
export const pagesFolder: string = join(projectRoot, 'dist/web');

/** Returns the bytes of all built files of a kind, each compressed by itself as a server would. */
export function gzipBytes(extension: string): number {
  const folder = join(pagesFolder, 'assets');
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
}
