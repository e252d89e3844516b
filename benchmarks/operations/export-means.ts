/** Fonts and map for exports. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackMeans } from '../../src/formats/target-pack/write-target-pack.ts';
import { projectRoot } from '../shared/project-root.ts';

/** Reads them. */
export async function exportMeans(): Promise<PackMeans> {
  const packages = join(projectRoot, 'node_modules');
  return {
    fonts: {
      regular: await readFile(join(packages, 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
      bold: await readFile(join(packages, 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
    },
    land: JSON.parse(await readFile(join(packages, 'world-atlas/land-110m.json'), 'utf8')),
  };
}
