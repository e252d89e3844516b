/** Recall of the oracle's ranking, in memory that does not grow with the rows. */

/** Margins lie within 30 nats; one of these many bins covers less than a thousandth of a nat. */
const binCount = 65_536;
const limit = 30;

/** Counts items by the oracle's margin. */
export class OracleRecall {
  private readonly items = new Float64Array(binCount);
  private readonly infringing = new Float64Array(binCount);
  private total = 0;

  add(margin: number, isInfringing: boolean): void {
    const place = Math.floor(((margin + limit) / (2 * limit)) * binCount);
    const bin = Math.min(binCount - 1, Math.max(0, place));
    this.items[bin]! += 1;
    this.total += 1;
    if (isInfringing) this.infringing[bin]! += 1;
  }

  /**
   * Share of all infringing items that lie in the top part of this share (rounded down to whole items); of the bin at the cut, a proportional part
   * counts. NaN where nothing infringes.
   */
  recallAt(share: number): number {
    let left = Math.floor(this.total * share);
    let found = 0;
    for (let bin = binCount - 1; bin >= 0 && left > 0; bin--) {
      const items = this.items[bin]!;
      if (items === 0) continue;
      const taken = Math.min(items, left);
      found += (this.infringing[bin]! * taken) / items;
      left -= taken;
    }
    return found / this.infringing.reduce((sum, count) => sum + count, 0);
  }
}
