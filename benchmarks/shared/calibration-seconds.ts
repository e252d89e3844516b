/** How fast the machine was just then. */

const tableLength = 1 << 20;
const steps = 200_000_000;
const repeats = 3;

/** Returns the seconds of a fixed loop of integer and floating-point work over 8 MB on one core, the least of three runs. */
export function calibrationSeconds(): number {
  let least = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    // Used, so that no compiler leaves the loop out.
    if (runLoop(new Float64Array(tableLength)) <= 0) throw new RangeError('the calibration loop did nothing');
    least = Math.min(least, (performance.now() - started) / 1000);
  }
  return least;
}

function runLoop(table: Float64Array): number {
  let state = 2_463_534_242;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    // Marsaglia's xorshift, so that places are not in order.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const place = state & (tableLength - 1);
    const value = table[place]! + 1;
    table[place] = value;
    sum += 1 / value;
  }
  return sum;
}
