/** How long a person stays signed in. */

/** A session ends when nothing was asked for so long. */
export const sessionIdleMs = 1_800_000;
/** A session ends after so long, however busy it is. */
export const sessionLongestMs = 43_200_000;
