/** Model artefacts in the models folder. */
import { AppError } from '../errors.ts';
import { featureDefinitions } from '../features/feature-definitions.ts';
import { readHistoryFile, writeHistory } from '../features/history-file.ts';
import type { History } from '../features/history-replay.ts';
import { type Manifest, parseManifest } from '../models/manifest.ts';
import { type FeatureVersion, type ModelArtefact, requireFeatures } from '../models/model-artefact.ts';
import { renderModelCard } from '../models/model-card.ts';
import { readArtefact } from '../models/read-artefact.ts';
import { writeArtefact } from '../models/write-artefact.ts';
import type { IdentityKey, Ports } from './ports.ts';
import { publishedKey } from './published-key.ts';

/** A model with everything that scoring needs. */
export interface LoadedModel {
  readonly artefact: ModelArtefact;
  readonly manifest: Manifest;
  readonly history: History;
}

/** Features that this program computes, with their versions. */
export const computedFeatures: readonly FeatureVersion[] = featureDefinitions.map(({ name, version }) => ({
  name,
  version,
}));

/** Writes a model's four files. @returns the folder. */
export async function saveModel(ports: Pick<Ports, 'files' | 'folders'>, model: LoadedModel): Promise<string> {
  const folder = `${ports.folders.models}/${model.manifest.name}/${model.manifest.version}`;
  if (await ports.files.exists(`${folder}/manifest.json`)) {
    throw new AppError('refused', {
      reason: `${model.manifest.name}@${model.manifest.version} exists; a model is never overwritten`,
    });
  }
  await ports.files.write(`${folder}/model.bin`, writeArtefact(model.artefact));
  await ports.files.write(`${folder}/history.bin`, writeHistory(model.history));
  await ports.files.write(`${folder}/card.md`, renderModelCard(model.manifest));
  // Last, since a folder with a manifest is a model.
  await ports.files.write(`${folder}/manifest.json`, `${JSON.stringify(model.manifest, null, 2)}\n`);
  return folder;
}

/**
 * Loads `NAME@VERSION`, or the latest version of `NAME`.
 * @throws `not-found`, `artefact-invalid`, `model-schema-mismatch`.
 */
export async function loadModel(ports: Pick<Ports, 'files' | 'folders'>, reference: string): Promise<LoadedModel> {
  const [name = '', wanted] = reference.split('@');
  const found = (await listModels(ports)).filter((model) => model.name === name);
  const manifest = wanted === undefined ? found.at(-1) : found.find((model) => model.version === wanted);
  if (manifest === undefined) {
    const known = (await listModels(ports)).map((model) => `${model.name}@${model.version}`).join(', ');
    throw new AppError('not-found', { what: 'model', name: reference, hint: `; there are ${known || 'none'}` });
  }
  const folder = `${ports.folders.models}/${manifest.name}/${manifest.version}`;
  const artefact = readArtefact(await ports.files.readBytes(`${folder}/model.bin`), `${folder}/model.bin`);
  requireFeatures(artefact, computedFeatures);
  const history = readHistoryFile(await ports.files.readBytes(`${folder}/history.bin`), `${folder}/history.bin`);
  return { artefact, manifest, history };
}

/** Returns the manifests of all models, by name and version. */
export async function listModels(ports: Pick<Ports, 'files' | 'folders'>): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const name of await ports.files.list(ports.folders.models)) {
    const versions = await ports.files.list(`${ports.folders.models}/${name}`);
    for (const version of versions.sort(compareVersions)) {
      const path = `${ports.folders.models}/${name}/${version}/manifest.json`;
      if (await ports.files.exists(path)) manifests.push(parseManifest(path, await ports.files.readText(path)));
    }
  }
  return manifests;
}

/**
 * Returns the key under which a model's history was hashed.
 * @throws `model-schema-mismatch` where this installation does not hold it.
 */
export async function keyOfModel(ports: Pick<Ports, 'keys'>, artefact: ModelArtefact): Promise<IdentityKey> {
  if (artefact.keyId === publishedKey.id) return publishedKey;
  const own = await ports.keys.identityKey();
  if (own.id === artefact.keyId) return own;
  throw new AppError('model-schema-mismatch', {
    name: `${artefact.name}@${artefact.version}`,
    reason: `its identities were hashed under key ${artefact.keyId}, and this installation holds ${own.id}`,
  });
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
