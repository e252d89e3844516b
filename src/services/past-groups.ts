/** What the training rows say about groups of rows, for floors and segments. */

import type { GroupCounts } from '../evaluation/lookup-floor.ts';
import { entityKeyCount, indexOfKey } from '../features/entity-keys.ts';
import type { ItemTable } from '../features/item-table.ts';
import type { ItemResult } from './collect-items.ts';

/** Groups of one entity, by a text of its hashed key. */
export class PastGroups {
  private readonly entity: number;
  private readonly groups = new Map<string, GroupCounts>();

  /** @param entityName name of an entity key, e.g. `goodsLine`. */
  constructor(entityName: string, table: ItemTable, results: readonly (ItemResult | undefined)[]) {
    this.entity = indexOfKey(entityName);
    for (let row = 0; row < table.rowCount; row++) {
      const key = this.keyOf(table, row);
      if (key === undefined) continue;
      let counts = this.groups.get(key);
      if (counts === undefined) {
        counts = { examined: 0, positive: 0 };
        this.groups.set(key, counts);
      }
      const result = results[row];
      if (result === undefined) continue;
      counts.examined++;
      if (result.isPositive) counts.positive++;
    }
  }

  /** Past counts of the group that a row belongs to; undefined for a group never seen. */
  of(table: ItemTable, row: number): GroupCounts | undefined {
    const key = this.keyOf(table, row);
    return key === undefined ? undefined : this.groups.get(key);
  }

  private keyOf(table: ItemTable, row: number): string | undefined {
    const at = row * entityKeyCount + this.entity;
    const high = table.keyHigh[at]!;
    const low = table.keyLow[at]!;
    return high === 0 && low === 0 ? undefined : `${high},${low}`;
  }
}
