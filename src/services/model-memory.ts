/** Models that a process has loaded: their files never change, and reading them takes longer than anybody waits for a page. */
import { AppError } from '../errors.ts';
import { type LoadedModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';

type ModelPorts = Pick<Ports, 'files' | 'folders'>;

/** As many as score at once in an installation, and their predecessors. */
const mostKept = 8;
const keptByFolder = new Map<string, Map<string, Promise<LoadedModel>>>();

/** Returns what gives a model by `NAME@VERSION`; undefined where its files are gone or do not fit, for a score outlives them. */
export function modelsOf(ports: ModelPorts): (name: string) => Promise<LoadedModel | undefined> {
  const { models: folder } = ports.folders;
  const kept = keptByFolder.get(folder) ?? new Map<string, Promise<LoadedModel>>();
  keptByFolder.set(folder, kept);
  return async (name) => {
    const loading = kept.get(name) ?? loadModel(ports, name);
    kept.delete(name);
    kept.set(name, loading);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    try {
      return await loading;
    } catch (error) {
      // It may be there later.
      kept.delete(name);
      if (error instanceof AppError) return undefined;
      throw error;
    }
  };
}
