/** Loads modules as they ship. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project-root.ts';

/**
 * Returns a module of the last build, for timings: what a user runs, and not what a development loader makes of the source.
 *
 * @param path of the module in `dist/src`, e.g. `learners/bin-matrix.js`.
 */
export async function importBuilt<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(join(projectRoot, 'dist/src', path)).href)) as Module;
}
