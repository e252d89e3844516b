/** What stays of erased records: keyed hashes of their names, by which they are known again. */
import { createHmac } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { isGoodsItemRecord } from '../../domain/record.ts';
import { AppError } from '../../errors.ts';
import type { IdentityKey, KeyPort } from '../../services/key-ports.ts';
import type { BatchChunk } from '../../services/store-ports.ts';
import type { Tables } from '../database/tables.ts';
import type { PreparedFact } from '../prepare-facts.ts';

type Reject = BatchChunk['rejects'][number];

/** Bytes of a hash that are kept. */
const hashBytes = 16;
const itemNumberText = /^\d{1,5}$/;

/** Returns the name of a whole record, `AGENCY/REFERENCE` or the id of a result or right. */
export function recordName(id: string): string {
  return `record|${id}`;
}

/** Returns the name of one goods item of a record. */
export function itemName(id: string, itemNumber: number): string {
  return `item|${id}#${itemNumber}`;
}

/** Returns the hash of a name under a key. */
export function tombstoneHash(key: IdentityKey, name: string): Buffer {
  const bytes = Buffer.from(key.words.buffer, key.words.byteOffset, key.words.byteLength);
  return createHmac('sha256', bytes).update(`touchstone tombstone ${name}`).digest().subarray(0, hashBytes);
}

/** What of a chunk is erased. */
export interface ErasedRows {
  readonly isErased: (fact: PreparedFact) => boolean;
  /** Whether a rejected row is of an erased record, as far as its fields tell. */
  readonly isRejectErased: (reject: Reject) => boolean;
}

/**
 * Returns what of some rows is erased; undefined where nothing is, which needs no key.
 * @throws `refused` where records were erased under a key that this installation does not hold.
 */
export async function findErasedRows(
  trx: Transaction<Tables>,
  keys: KeyPort | undefined,
  rows: { readonly facts: readonly PreparedFact[]; readonly rejects: readonly Reject[]; readonly agency: string },
): Promise<ErasedRows | undefined> {
  const { rows: keyIds } = await sql<{ keyId: string }>`select distinct key_id from tombstone`.execute(trx);
  if (keyIds.length === 0) return undefined;
  const key = await keys?.identityKey();
  const foreign = keyIds.find(({ keyId }) => keyId !== key?.id);
  if (key === undefined || foreign !== undefined) {
    throw new AppError('refused', {
      reason: `records of this store were erased under the identity key ${foreign?.keyId}, without which they would come back; this installation has ${key?.id ?? 'none'}`,
    });
  }
  const names = new Set([
    ...rows.facts.flatMap(namesOfFact),
    ...rows.rejects.flatMap((reject) => namesInReject(reject, rows.agency)),
  ]);
  const erased = await erasedNames(trx, key, [...names]);
  if (erased.size === 0) return undefined;
  return {
    isErased: (fact) => namesOfFact(fact).some((name) => erased.has(name)),
    isRejectErased: (reject) => namesInReject(reject, rows.agency).some((name) => erased.has(name)),
  };
}

async function erasedNames(trx: Transaction<Tables>, key: IdentityKey, names: readonly string[]): Promise<Set<string>> {
  const byHash = new Map(names.map((name) => [tombstoneHash(key, name).toString('hex'), name]));
  const { rows } = await sql<{ hash: string }>`
    select encode(hash, 'hex') as hash from unnest(${[...byHash.keys()]}::text[]) as wanted(text)
    join tombstone on tombstone.hash = decode(wanted.text, 'hex')`.execute(trx);
  return new Set(rows.map(({ hash }) => byHash.get(hash)!));
}

function namesOfFact({ record, naturalKey }: PreparedFact): string[] {
  if (!isGoodsItemRecord(record)) return [recordName(naturalKey)];
  const { consignment, item } = record;
  return [recordName(consignment.id), itemName(consignment.id, item.itemNumber)];
}

/** Names of every record that a field could be the reference of. */
function namesInReject({ fields }: Reject, agency: string): string[] {
  const texts = [...new Set((fields ?? []).map((text) => text?.trim() ?? ''))].filter((text) => text !== '');
  const numbers = texts.filter((text) => itemNumberText.test(text)).map(Number);
  return texts.flatMap((text) => [
    recordName(`${agency}/${text}`),
    ...numbers.map((number) => itemName(`${agency}/${text}`, number)),
  ]);
}
