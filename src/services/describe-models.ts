/** Lists models with their roles in a store, and gives their cards. */
import type { Manifest } from '../models/manifest.ts';
import { renderModelCard } from '../models/model-card.ts';
import { listModels, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import type { ModelRole } from './score-ports.ts';
import type { Store } from './store-ports.ts';

/** A model as it is shown. */
export interface DescribedModel {
  readonly manifest: Manifest;
  /** Undefined for one that the store does not know. */
  readonly role: ModelRole | undefined;
}

/** Returns all models of the models folder. */
export async function describeModels(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'models'>,
): Promise<readonly DescribedModel[]> {
  const roles = await store.models.list();
  return (await listModels(ports)).map((manifest) => ({
    manifest,
    role: roles.find(({ name, version }) => name === manifest.name && version === manifest.version),
  }));
}

/**
 * Returns the card of a model, in Markdown.
 * @throws `not-found`.
 */
export async function readModelCard(ports: Pick<Ports, 'files' | 'folders'>, reference: string): Promise<string> {
  return renderModelCard((await loadModel(ports, reference)).manifest);
}
