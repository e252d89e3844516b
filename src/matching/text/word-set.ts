/** Tables of words as they are looked up: latinised. */
import { latinise } from './latinise.ts';

/** Returns the latinised words of texts. */
export function wordSet(...texts: string[]): ReadonlySet<string> {
  // Each text may be longer than what is latinised at once.
  return new Set(texts.flatMap((text) => text.trim().split(/\s+/)).map(latinise));
}

/** Returns a map from each variant to its folded word, both latinised; a line is `folded: variant variant …`. */
export function wordFolds(lines: string): ReadonlyMap<string, string> {
  const folds = new Map<string, string>();
  for (const line of lines.trim().split('\n')) {
    const [folded, variants] = line.split(':');
    for (const variant of variants!.trim().split(/\s+/)) folds.set(latinise(variant), latinise(folded!));
  }
  return folds;
}
