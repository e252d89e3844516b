/** Writes scores that were made beside those that stand. */
import { sql, type Transaction } from 'kysely';
import type { MadeConsignmentScore, MadeItemScore } from '../services/score-ports.ts';
import { bulkLoad } from './database/bulk-load.ts';
import type { Tables } from './database/tables.ts';
import { featuresOf, packFeatures } from './pack-features.ts';
import { noteSearchDue } from './search/note-search-due.ts';

const itemColumns = ['fact_id', 'scored_at_ms', 'margin', 'probability', 'tick', 'model_id', 'is_current', 'features'];
const consignmentColumns = [
  'consignment_id',
  'scored_at_ms',
  'margin',
  'probability',
  'tick',
  'item_number',
  'model_id',
  'is_current',
];

/**
 * Makes these scores the current ones. A score that is the same as the current one, to the bit and by the same model, is not written again; one that differs is
 * kept beside it. Returns how many scores of items are new.
 */
export async function writeScores(
  trx: Transaction<Tables>,
  made: readonly MadeConsignmentScore[],
  scoredAtMs: number,
): Promise<number> {
  const changedItems = await writeItems(trx, made, scoredAtMs);
  await writeConsignments(trx, made, scoredAtMs);
  return changedItems;
}

async function writeItems(
  trx: Transaction<Tables>,
  made: readonly MadeConsignmentScore[],
  scoredAtMs: number,
): Promise<number> {
  const ids = made.map(({ consignmentId }) => consignmentId);
  const { rows } = await sql<{
    factId: number;
    margin: number;
    probability: number;
    tick: number;
    modelId: number;
    features: Buffer;
  }>`
    select score.fact_id, score.margin, score.probability, score.tick, score.model_id, score.features
    from item_score as score join fact on fact.id = score.fact_id
    where fact.consignment_id = any(${ids}::bigint[]) and score.is_current`.execute(trx);
  const standing = new Map(rows.map((row) => [row.factId, row]));
  const isSame = (item: MadeItemScore, modelId: number): boolean => {
    const known = standing.get(item.factId);
    return (
      known !== undefined &&
      known.modelId === modelId &&
      known.tick === item.tick &&
      known.margin === item.margin &&
      known.probability === item.probability &&
      isSameBits(featuresOf(known.features), item.features)
    );
  };
  const items = made.flatMap(({ items: all, modelId }) => all.map((item) => ({ item, modelId })));
  const kept = new Set(items.filter(({ item, modelId }) => isSame(item, modelId)).map(({ item }) => item.factId));
  const replaced = rows.map(({ factId }) => factId).filter((id) => !kept.has(id));
  if (replaced.length > 0) {
    await sql`update item_score set is_current = false
      where fact_id = any(${replaced}::bigint[]) and is_current`.execute(trx);
  }
  const changed = items.filter(({ item }) => !kept.has(item.factId));
  await bulkLoad(
    trx,
    'item_score',
    itemColumns,
    changed.map(({ item, modelId }) => [
      item.factId,
      scoredAtMs,
      item.margin,
      item.probability,
      item.tick,
      modelId,
      true,
      packFeatures(item.features),
    ]),
  );
  return changed.length;
}

async function writeConsignments(
  trx: Transaction<Tables>,
  made: readonly MadeConsignmentScore[],
  scoredAtMs: number,
): Promise<void> {
  const ids = made.map(({ consignmentId }) => consignmentId);
  const rows = await trx
    .selectFrom('consignmentScore')
    .select(['consignmentId', 'margin', 'probability', 'tick', 'itemNumber', 'modelId'])
    .where('consignmentId', '=', sql<number>`any(${ids}::bigint[])`)
    .where('isCurrent', '=', true)
    .execute();
  const standing = new Map(rows.map((row) => [row.consignmentId, row]));
  const kept = new Set<number>();
  for (const { consignmentId, modelId, highest } of made) {
    const known = standing.get(consignmentId);
    const isSame =
      known !== undefined &&
      highest !== undefined &&
      known.modelId === modelId &&
      known.tick === highest.tick &&
      known.itemNumber === highest.record.item.itemNumber &&
      known.margin === highest.margin &&
      known.probability === highest.probability;
    if (isSame) kept.add(consignmentId);
  }
  const replaced = rows.map(({ consignmentId }) => consignmentId).filter((id) => !kept.has(id));
  if (replaced.length > 0) {
    await sql`update consignment_score set is_current = false
      where consignment_id = any(${replaced}::bigint[]) and is_current`.execute(trx);
  }
  await bulkLoad(
    trx,
    'consignment_score',
    consignmentColumns,
    made.flatMap(({ consignmentId, modelId, highest }) =>
      highest === undefined || kept.has(consignmentId)
        ? []
        : [
            [
              consignmentId,
              scoredAtMs,
              highest.margin,
              highest.probability,
              highest.tick,
              highest.record.item.itemNumber,
              modelId,
              true,
            ],
          ],
    ),
  );
  const changed = made
    .filter(({ consignmentId }) => !kept.has(consignmentId))
    .map(({ consignmentId }) => consignmentId);
  await noteSearchDue(trx, changed, scoredAtMs);
}

function isSameBits(one: Float32Array, other: Float32Array): boolean {
  const bitsOf = (features: Float32Array): Buffer =>
    Buffer.from(features.buffer, features.byteOffset, features.byteLength);
  return bitsOf(one).equals(bitsOf(other));
}
