/** Reads the history of a batch of items as of their ticks from a store. */

import { AppError } from '../errors.ts';
import { describingKeyIndexes, entityKeyCount, indexOfKey } from '../features/entity-keys.ts';
import { HistoryAsOf } from '../features/history-as-of.ts';
import { firstOwnDay, monthEndOf, monthMiddleOf } from '../features/history-months.ts';
import { everythingKey } from '../features/history-replay.ts';
import type { ItemTable } from '../features/item-table.ts';
import type { HistoryPort, HistoryScope, KeyList, ReadKeys, ReadTicks } from './history-ports.ts';

const hours = 24;
const allEntities: readonly number[] = Array.from({ length: entityKeyCount }, (_, entity) => entity);
const peerEntities = ['hs6', 'originHs6'].map(indexOfKey);

/**
 * Returns the history of all keys of a table's rows, as all sources or those of a scope have it. Advance it to each score tick in ascending order before the rows of that tick are read by a `FeatureReader`; features
 * are then the same bits as those of a replay of all facts, from `exactFromTick` of the result on.
 * @throws `refused` where the history is stale or being rebuilt.
 */
export async function readHistoryAsOf(
  { history }: { readonly history: HistoryPort },
  table: ItemTable,
  scope?: HistoryScope,
): Promise<HistoryAsOf> {
  const keys = historyKeysOf(table);
  const found = await history.read(keys, ticksOf(table), scope);
  if (found.state !== 'current') {
    throw new AppError('refused', {
      reason: `the history of this store is ${found.state === 'stale' ? 'stale' : 'being rebuilt'}; touchstone history update brings it up to date`,
    });
  }
  return new HistoryAsOf(keys, found);
}

/** Returns the distinct keys of all rows by what is counted under them. */
export function historyKeysOf(table: ItemTable): ReadKeys {
  return {
    cells: keysOf(table, allEntities, true),
    peers: keysOf(table, peerEntities, false),
    texts: keysOf(table, describingKeyIndexes, true),
  };
}

/** Returns the ticks of a table's rows as a store needs them. */
export function ticksOf({ scoreTick, rowCount }: ItemTable): ReadTicks {
  let firstTick = Number.POSITIVE_INFINITY;
  let lastTick = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < rowCount; row++) {
    firstTick = Math.min(firstTick, scoreTick[row]!);
    lastTick = Math.max(lastTick, scoreTick[row]!);
  }
  if (rowCount === 0) firstTick = lastTick = 0;
  const ownDay = firstOwnDay(Math.floor(firstTick / hours));
  const monthStarts: number[] = [];
  const monthTicks: number[] = [];
  for (let day = 0; day < ownDay; day = monthEndOf(day) + 1) {
    monthStarts.push(day * hours);
    monthTicks.push(monthMiddleOf(day) * hours);
  }
  return { firstTick, lastTick, ownTick: ownDay * hours, monthStarts, monthTicks };
}

/** Returns the distinct keys of some entities of all rows, and everything's where it is asked for. */
function keysOf(
  { keyHigh, keyLow, rowCount }: ItemTable,
  entities: readonly number[],
  withEverything: boolean,
): KeyList {
  const high: number[] = [];
  const low: number[] = [];
  const seen = new Map<number, Set<number>>();
  const add = (one: number, other: number): void => {
    const others = seen.get(one);
    if (others?.has(other) === true) return;
    if (others === undefined) seen.set(one, new Set([other]));
    else others.add(other);
    high.push(one | 0);
    low.push(other | 0);
  };
  if (withEverything) add(everythingKey.high, everythingKey.low);
  for (let row = 0; row < rowCount; row++) {
    for (const entity of entities) {
      const at = row * entityKeyCount + entity;
      if (keyHigh[at] !== 0 || keyLow[at] !== 0) add(keyHigh[at]!, keyLow[at]!);
    }
  }
  return { high: Int32Array.from(high), low: Int32Array.from(low) };
}
