/** A reason as the service says it, taken apart. */

/** Whether it raised or lowered the score, and the sentence about it. */
export interface SplitReason {
  readonly direction: 'raises' | 'lowers' | undefined;
  readonly sentence: string;
}

/** Takes `raises: price and mass – priced at 0.21 of the usual` apart; the subject is left out where it is named, for it stands beside. */
export function splitReason(text: string, subject?: string): SplitReason {
  const direction = (['raises', 'lowers'] as const).find((each) => text.startsWith(`${each}: `));
  const rest = direction === undefined ? text : text.slice(direction.length + 2);
  const beside = subject === undefined ? undefined : `${subject} – `;
  return { direction, sentence: beside !== undefined && rest.startsWith(beside) ? rest.slice(beside.length) : rest };
}
