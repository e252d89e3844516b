/** Results of texts that come again and again. */

/** Longer texts are computed anew each time: they seldom return, and would hold memory. */
const longestRemembered = 256;

/**
 * Returns the function with a memory of at most twice `remembered` results in two generations: when the younger is full it becomes the older,
 * and what was not asked for since is forgotten. The computation must depend on its two texts alone, and never return undefined.
 */
export function memoise<V extends NonNullable<unknown> | null>(
  compute: (text: string, qualifier: string) => V,
  remembered = 4096,
): (text: string, qualifier?: string) => V {
  let young = new Map<string, Map<string, V>>();
  let old = young;
  let size = 0;
  return (text, qualifier = '') => {
    if (text.length > longestRemembered || qualifier.length > longestRemembered) return compute(text, qualifier);
    const known = young.get(qualifier)?.get(text);
    if (known !== undefined) return known;
    const value = old.get(qualifier)?.get(text) ?? compute(text, qualifier);
    if (size >= remembered) {
      old = young;
      young = new Map();
      size = 0;
    }
    let texts = young.get(qualifier);
    if (texts === undefined) {
      texts = new Map();
      young.set(qualifier, texts);
    }
    texts.set(text, value);
    size++;
    return value;
  };
}
