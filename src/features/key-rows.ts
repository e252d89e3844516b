/** Gives each 64-bit entity key a row of a table. */

/** Rows in order of arrival, found by key. */
export class KeyRows {
  /** Row by the first 53 bits of the key, which a double holds exactly; two of a million keys agree in them once in ten thousand histories. */
  private readonly rowByKey = new Map<number, number>();
  private readonly keys: (readonly [high: number, low: number])[] = [];

  /** Number of rows given. */
  get count(): number {
    return this.keys.length;
  }

  /** Returns the row of a key, or -1. */
  find(keyHigh: number, keyLow: number): number {
    return this.rowByKey.get(shortKey(keyHigh, keyLow)) ?? -1;
  }

  /** Returns the row of a key, a new one where it has none. */
  findOrAdd(keyHigh: number, keyLow: number): number {
    const known = this.rowByKey.get(shortKey(keyHigh, keyLow));
    if (known !== undefined) return known;
    const row = this.keys.push([keyHigh, keyLow]) - 1;
    this.rowByKey.set(shortKey(keyHigh, keyLow), row);
    return row;
  }

  /** Every row with its key, in order of key. */
  inOrder(): { readonly keyHigh: number; readonly keyLow: number; readonly row: number }[] {
    return this.keys
      .map(([keyHigh, keyLow], row) => ({ keyHigh, keyLow, row }))
      .sort((a, b) => a.keyHigh - b.keyHigh || a.keyLow - b.keyLow);
  }
}

function shortKey(keyHigh: number, keyLow: number): number {
  return keyHigh * 2 ** 21 + (keyLow >>> 11);
}
