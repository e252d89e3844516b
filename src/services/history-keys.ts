/** What each kind of entity costs in a store's history, and what a model makes of it. */
import { entityKeys } from '../features/entity-keys.ts';
import { featureNames } from '../features/feature-definitions.ts';
import { splitGains } from '../models/split-gains.ts';
import type { HistoryFigures, HistoryPort } from './history-ports.ts';
import { loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';

/** A kind of entity with its cost and its use. */
interface HistoryKeyFigures {
  readonly name: string;
  /** In an officer's words. */
  readonly title: string;
  readonly keys: number;
  readonly cells: number;
  readonly bytes: number;
  /** Share of what the model's splits part that falls to readings of this entity; undefined without a model. */
  readonly gainShare: number | undefined;
}

/** The history in figures. */
export interface HistoryKeysReport extends Omit<HistoryFigures, 'entities'> {
  readonly entities: readonly HistoryKeyFigures[];
  readonly bytesPerMillionFacts: number;
}

/**
 * Returns bytes and gain by kind of entity, the dearest first.
 * @param model name of a model, `NAME` or `NAME@VERSION`; undefined leaves the gain out.
 * @throws `not-found`, `artefact-invalid`.
 */
export async function historyKeys(
  ports: Pick<Ports, 'files' | 'folders' | 'keys'>,
  { history }: { readonly history: HistoryPort },
  model?: string,
): Promise<HistoryKeysReport> {
  const figures = await history.figures();
  const shares = model === undefined ? undefined : await gainShares(ports, model);
  const bytes = figures.cellBytes + figures.peerBytes + figures.textBytes + figures.countedBytes;
  return {
    ...figures,
    entities: figures.entities.map((one) => ({
      ...one,
      title: entityKeys.find(({ name }) => name === one.name)?.title ?? one.name,
      gainShare: shares === undefined ? undefined : (shares.get(one.name) ?? 0),
    })),
    bytesPerMillionFacts: Math.round((bytes * 1e6) / Math.max(1, figures.countedFacts)),
  };
}

async function gainShares(
  ports: Pick<Ports, 'files' | 'folders' | 'keys'>,
  name: string,
): Promise<ReadonlyMap<string, number>> {
  const { artefact } = await loadModel(ports, name);
  const gains = splitGains(artefact.model, featureNames.length);
  const all = gains.reduce((sum, gain) => sum + gain, 0);
  const shares = new Map<string, number>();
  featureNames.forEach((feature, index) => {
    const key = feature.slice(0, feature.indexOf('.'));
    shares.set(key, (shares.get(key) ?? 0) + (all === 0 ? 0 : gains[index]! / all));
  });
  return shares;
}
