/** In which order batches arrive. */
import { createRng } from '../../src/util/rng.ts';

/** How far, as a share of all, a second copy may come after the first, and a first one out of turn. */
const copyLag = 0.15;
const jitter = 0.03;

/** Returns every batch twice, out of order, with the poison files in between, twice too; the same for the same seed. */
export function sendingOrder<File>(batches: readonly File[], poison: readonly File[], seed: number): File[] {
  const rng = createRng(seed);
  const twice = (file: File, place: number): { file: File; place: number }[] => {
    const first = place + (rng.next() - 0.5) * jitter;
    return [
      { file, place: first },
      { file, place: first + rng.next() * copyLag },
    ];
  };
  return [
    ...batches.flatMap((file, index) => twice(file, index / batches.length)),
    ...poison.flatMap((file) => twice(file, rng.next())),
  ]
    .sort((a, b) => a.place - b.place)
    .map(({ file }) => file);
}
