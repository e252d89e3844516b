/** A model artefact in memory: what `model.bin` holds. */
import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { ArtefactRight } from './artefact-format.ts';
import type { BlendedModel } from './blended-model.ts';
import type { Calibrator } from './calibrator.ts';

/** One feature that a model was trained on. */
export interface FeatureVersion {
  readonly name: string;
  readonly version: number;
}

/** Everything that is needed to turn a row of features into a score. */
export interface ModelArtefact {
  readonly name: string;
  readonly version: string;
  readonly model: BlendedModel;
  readonly calibrator: Calibrator;
  /** Features in the order of the matrix's columns. */
  readonly features: readonly FeatureVersion[];
  /** Median of each feature over the training rows, what a value is compared with when it is explained; NaN where it was never present. */
  readonly peerValues: Float32Array;
  /** Codes of each coded field, in the order of their feature values. */
  readonly dictionaries: { readonly [field: string]: readonly string[] };
  /** Id of the key under which identities in the history were hashed; never the key. */
  readonly keyId: string;
  /** Rights records known at the end of training, so that brands named in a file are recognised with no store. */
  readonly rights: readonly ArtefactRight[];
}

/** Returns the hash of a feature list: SHA-256 of its names and versions, in hexadecimal. */
export function featureHash(features: readonly FeatureVersion[]): string {
  return createHash('sha256')
    .update(features.map((feature) => `${feature.name}@${feature.version}`).join('\n'))
    .digest('hex');
}

/**
 * Checks that a model was trained on exactly the features that this program computes.
 * @throws `model-schema-mismatch` naming the first feature that differs.
 */
export function requireFeatures(artefact: ModelArtefact, computed: readonly FeatureVersion[]): void {
  const name = `${artefact.name}@${artefact.version}`;
  const refuse = (reason: string): never => {
    throw new AppError('model-schema-mismatch', { name, reason });
  };
  const versions = new Map(computed.map((feature) => [feature.name, feature.version]));
  artefact.features.forEach((feature, index) => {
    const version = versions.get(feature.name);
    if (version === undefined) refuse(`feature ${feature.name} is not computed here`);
    if (version !== feature.version)
      refuse(`feature ${feature.name} is version ${version} here and ${feature.version} in the model`);
    if (computed[index]?.name !== feature.name) refuse(`feature ${feature.name} stands at another place here`);
  });
  const trained = new Set(artefact.features.map((feature) => feature.name));
  for (const feature of computed) if (!trained.has(feature.name)) refuse(`feature ${feature.name} is not in the model`);
}
