/** Reasons of a score in an officer's words: contributions grouped by what they are about. */

import { categoryNames } from '../features/category-codes.ts';
import {
  entityOfFeature,
  type FeatureDefinition,
  featureDefinitions,
  firstCodeFeature,
} from '../features/feature-definitions.ts';
import type { ModelArtefact } from '../models/model-artefact.ts';
import { blendContributions } from '../models/tree-contributions.ts';

/** One reason. */
export interface Reason {
  /** What it is about: an entity's history, prices, or a coded field. */
  readonly subject: string;
  /** Sum of the contributions of all features about the subject, in units of margin. */
  readonly contribution: number;
  /** The feature that contributed most to it. */
  readonly feature: string;
  readonly description: string;
  /** The feature's value on this item; undefined where it is missing. */
  readonly value: number | string | undefined;
  /** Its median over the training rows. */
  readonly peerValue: number | string | undefined;
  readonly unit: string;
  /** Day up to which facts were known to it. */
  readonly asOf: string;
}

/** A margin taken apart; base and all contributions add up to it. */
export interface Explanation {
  readonly baseMargin: number;
  /** By size of contribution, largest first. */
  readonly reasons: readonly Reason[];
}

const subjects: readonly string[] = featureDefinitions.map((definition, index) => subjectOf(definition, index));

/** Returns the explanation of an item's margin; its features are `values`, as of the day `asOf`. */
export function describeReasons(artefact: ModelArtefact, values: Float32Array, asOf: string): Explanation {
  const { baseMargin, byFeature } = blendContributions(artefact.model, values);
  const groups = new Map<string, { sum: number; top: number }>();
  byFeature.forEach((contribution, feature) => {
    if (contribution === 0) return;
    const subject = subjects[feature]!;
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, { sum: contribution, top: feature });
    else {
      group.sum += contribution;
      if (Math.abs(contribution) > Math.abs(byFeature[group.top]!)) group.top = feature;
    }
  });
  const reasons = [...groups].map(([subject, { sum, top }]): Reason => {
    const definition = featureDefinitions[top]!;
    return {
      subject,
      contribution: sum,
      feature: definition.name,
      description: definition.description,
      value: shownValue(artefact, top, values[top]!),
      peerValue: shownValue(artefact, top, artefact.peerValues[top]!),
      unit: definition.unit,
      asOf,
    };
  });
  reasons.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { baseMargin, reasons };
}

function subjectOf(definition: FeatureDefinition, index: number): string {
  const entity = entityOfFeature(index);
  if (entity !== undefined) return entity.title;
  if (definition.group === 'price') return 'price and mass';
  if (definition.group === 'code') return `code: ${definition.name.slice('code.'.length)}`;
  if (definition.group === 'fit') return 'fit with the past';
  if (definition.group === 'text') return 'description';
  if (definition.group === 'habit') return 'way of describing goods';
  if (definition.group === 'route') return 'route';
  return definition.name === 'history.baseRate' ? 'base rate' : 'parties together';
}

function shownValue(artefact: ModelArtefact, feature: number, value: number): number | string | undefined {
  if (Number.isNaN(value)) return undefined;
  const field = feature - firstCodeFeature;
  if (field < 0) return value;
  return artefact.dictionaries[categoryNames[field]!]?.[Math.round(value)] ?? value;
}
