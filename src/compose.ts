/** The only file that joins adapters to use cases. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { Ports } from './services/ports.ts';
import { createFileStorage } from './storage/file-storage.ts';
import { createKeyStorage } from './storage/key-storage.ts';
import { openStore } from './storage/open-store.ts';

/** Returns the ports of a command-line process. */
export function compose(config: Config): Ports {
  const root = programRoot();
  return {
    files: createFileStorage(),
    keys: createKeyStorage(config.homeFolder),
    clock: { nowMs: () => Date.now() },
    process: {
      peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
      seconds: () => performance.now() / 1000,
    },
    openStore,
    folders: {
      profiles: join(root, 'data/profiles'),
      recipes: join(root, 'data/recipes'),
      policies: join(root, 'data/policies'),
      models: config.modelsFolder ?? join(root, 'models'),
      codeLists: join(root, 'data/code-lists'),
      sample: join(root, 'data/sample'),
      scenarios: join(root, 'data/scenarios'),
    },
  };
}

/** The folder that holds package.json, whether this runs from `src/` or from `dist/src/`. */
function programRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
