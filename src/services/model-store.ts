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
import type { IdentityKey } from './key-ports.ts';
import type { Ports } from './ports.ts';
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

/** Names and versions become folders, so they are plain words. */
const modelName = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const modelVersion = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Refuses what a new model cannot be called; a training asks before it reads anything.
 * @throws `usage` for a name or version that is no plain word, `refused` for a version that exists.
 */
export async function refuseExistingVersion(
  ports: Pick<Ports, 'files' | 'folders'>,
  name: string,
  version: string,
): Promise<void> {
  const requirePlain = (what: string, word: string, form: RegExp, letters: string): void => {
    if (form.test(word) && !word.includes('..')) return;
    throw new AppError('usage', {
      reason: `a model's ${what} is made of at most 64 ${letters}, digits, points, hyphens and underscores, and begins with a letter or digit; got ${word}`,
    });
  };
  requirePlain('name', name, modelName, 'lower-case letters');
  requirePlain('version', version, modelVersion, 'letters');
  if (await ports.files.exists(`${folderOf(ports, name, version)}/manifest.json`)) {
    throw new AppError('refused', { reason: `${name}@${version} exists; a model is never overwritten` });
  }
}

/**
 * Writes a model's four files. @returns the folder.
 * @throws as {@link refuseExistingVersion}.
 */
export async function saveModel(ports: Pick<Ports, 'files' | 'folders'>, model: LoadedModel): Promise<string> {
  await refuseExistingVersion(ports, model.manifest.name, model.manifest.version);
  const folder = folderOf(ports, model.manifest.name, model.manifest.version);
  await ports.files.write(`${folder}/model.bin`, writeArtefact(model.artefact));
  await ports.files.write(`${folder}/history.bin`, writeHistory(model.history));
  await ports.files.write(`${folder}/card.md`, renderModelCard(model.manifest));
  // Last, since a folder with a manifest is a model.
  await ports.files.write(`${folder}/manifest.json`, `${JSON.stringify(model.manifest, null, 2)}\n`);
  return folder;
}

/**
 * Loads `NAME@VERSION`, or the latest version of `NAME`. Asking it for its history throws `artefact-invalid` where that cannot be read.
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
  const folder = folderOf(ports, manifest.name, manifest.version);
  const artefact = readArtefact(await ports.files.readBytes(`${folder}/model.bin`), `${folder}/model.bin`);
  requireFeatures(artefact, computedFeatures);
  return withHistory(
    { artefact, manifest },
    `${folder}/history.bin`,
    await ports.files.readBytes(`${folder}/history.bin`),
  );
}

/** A history is read when it is first asked for: it takes a second, and what a store scores needs the store's own. */
function withHistory(model: Omit<LoadedModel, 'history'>, path: string, bytes: Uint8Array): LoadedModel {
  let history: History | undefined;
  return {
    ...model,
    get history() {
      history ??= readHistoryFile(bytes, path);
      return history;
    },
  };
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

function folderOf(ports: Pick<Ports, 'folders'>, name: string, version: string): string {
  return `${ports.folders.models}/${name}/${version}`;
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
