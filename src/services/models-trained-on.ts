/** Which models have learnt from facts. */
import { hourMs } from '../domain/moment.ts';
import type { Manifest } from '../models/manifest.ts';
import type { Erasure } from './erasure-ports.ts';

/**
 * Returns the models that may have learnt from what was erased: trained on files of one of its profiles, and not before the first of it was known. What was known before a
 * training window begins is in the model's history all the same, so only the window's end decides.
 */
export function modelsTrainedOn(
  models: readonly Manifest[],
  { firstKnownTick, profiles }: Pick<Erasure, 'firstKnownTick' | 'profiles'>,
): Manifest[] {
  if (firstKnownTick === undefined) return [];
  const firstDay = new Date(firstKnownTick * hourMs).toISOString().slice(0, 10);
  return models.filter(
    ({ profiles: trainedOn, trainingWindow }) =>
      trainedOn.some((profile) => profiles.includes(profile)) && trainingWindow.to.slice(0, 10) >= firstDay,
  );
}
