/** Modes of transport by UN Recommendation 19. */

/** Codes and their meaning (UN/CEFACT Recommendation 19). Express has no code: see `channel`. */
const modes: ReadonlyMap<string, string> = new Map([
  ['0', 'not specified'],
  ['1', 'maritime'],
  ['2', 'rail'],
  ['3', 'road'],
  ['4', 'air'],
  ['5', 'mail'],
  ['6', 'multimodal'],
  ['7', 'fixed installation'],
  ['8', 'inland water'],
  ['9', 'not applicable'],
]);

/** Whether a text is a code of {@link modes}. */
export function isModeCode(code: string): boolean {
  return modes.has(code);
}

/** Returns what a code of {@link modes} means; undefined for any other. */
export function modeName(code: string): string | undefined {
  return modes.get(code);
}
