/** Makes a model the one that scores its stage. */
import type { Stage } from '../domain/consignment.ts';
import { AppError } from '../errors.ts';
import { historyMaking } from './count-facts.ts';
import { loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import type { Promotion } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/**
 * Checks a model whole and makes it the champion of its stage; what it is to score is due from then on.
 * @throws `not-found`, `artefact-invalid`, `model-schema-mismatch` for one that was trained on features of another program, or on results of another state than the history counts.
 */
export async function promoteModel(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock'>,
  store: Pick<Store, 'models'>,
  reference: string,
): Promise<Promotion> {
  // Whatever is broken shows now, not when the first consignment waits for its score.
  const { manifest, history: _whole } = await loadModel(ports, reference);
  const { labelState } = historyMaking(await ports.keys.identityKey());
  if (manifest.label.state !== labelState) {
    throw new AppError('model-schema-mismatch', {
      name: `${manifest.name}@${manifest.version}`,
      reason: `it learned from results that are ${manifest.label.state}, and the history of a store counts those that are ${labelState}`,
    });
  }
  const { name, version } = manifest;
  return store.models.promote({ name, version, stage: manifest.stage as Stage }, ports.clock.nowMs());
}
