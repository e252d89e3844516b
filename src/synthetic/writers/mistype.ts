/** The usual errors in references. */
import type { MeasureFact } from '../simulated-fact.ts';

/** Returns a reference as a clerk wrote it: rightly, with its last two characters that differ swapped, or not at all. */
export function mistype(reference: string | undefined, link: MeasureFact['link']): string | undefined {
  if (reference === undefined || link === 'none') return undefined;
  if (link === 'good') return reference;
  for (let place = reference.length - 1; place > 0; place--) {
    const last = reference[place]!;
    const before = reference[place - 1]!;
    if (last !== before) return `${reference.slice(0, place - 1)}${last}${before}${reference.slice(place + 1)}`;
  }
  return `${reference}0`;
}
