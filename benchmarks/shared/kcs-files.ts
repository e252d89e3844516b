/** The public declarations that benchmarks read. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../src/config.ts';
import { projectRoot } from './project-root.ts';

/** Paths of the KCS files (data set in `TOUCHSTONE_DATASETS`). */
export interface KcsFiles {
  readonly train: string;
  readonly validation: string;
}

/**
 * Returns where the KCS files lie.
 * @throws `Error` where they are missing.
 */
export function kcsFiles(): KcsFiles {
  const folder = resolve(projectRoot, loadConfig(process.env).datasetsFolder, 'kcs');
  const files = {
    train: join(folder, 'df_syn_train_eng.csv'),
    validation: join(folder, 'df_syn_valid_eng.csv'),
  };
  for (const path of Object.values(files)) {
    if (!existsSync(path)) throw new Error(`${path} is missing; TOUCHSTONE_DATASETS names the folder that holds kcs/`);
  }
  return files;
}
