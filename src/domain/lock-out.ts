/** When an account stops taking passwords for a while, because somebody may be guessing. */

/** Failures in a row that lock an account. */
export const failuresBeforeLock = 10;

/** How long the tenth failure in a row locks an account, the eleventh, and so on; the last counts for all that follow. */
export const lockTimesMs: readonly number[] = [60_000, 120_000, 240_000, 480_000, 900_000];
