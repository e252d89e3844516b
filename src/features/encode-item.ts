/** Turns a goods-item record into a row of an item table: hashed keys, numbers and codes. */

import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { hs2, hs4, hs6 } from '../domain/hs-code.ts';
import { knownTickHour, scoreTickHour } from '../domain/moment.ts';
import type { Party } from '../domain/party.ts';
import { partyIdentity } from '../domain/party-identity.ts';
import { piecesOf } from '../domain/unit.ts';
import { type CategoryInterner, categoryNames } from './category-codes.ts';
import { entityKeyCount, entityKeys, keyParts } from './entity-keys.ts';
import { type ItemTable, itemNumberCount } from './item-table.ts';
import { combineHashes, createKeyedHash, type Hash64 } from './keyed-hash.ts';
import { priceBinPosition } from './price-histograms.ts';

/** Appends a record to `table` and returns its row. */
export type ItemEncoder = (record: GoodsItemRecord, table: ItemTable) => number;

/** Distinct texts whose hashes are remembered before the memory is emptied. */
const rememberedHashes = 100_000;

const partIndexes: readonly (readonly [number, number])[] = entityKeys.map((entity) => [
  keyParts.indexOf(entity.parts[0]),
  entity.parts.length === 2 ? keyParts.indexOf(entity.parts[1]) : -1,
]);

/**
 * Returns an encoder that hashes identities under `key` (four 32-bit words) and codes through `interner`.
 *
 * Equal parts give equal hashes whatever the file they came from; the role is part of the hash, so that a trader's
 * past as importer and as seller stay apart.
 */
export function createItemEncoder(
  key: Uint32Array,
  interner: CategoryInterner,
  sourceOf: (record: GoodsItemRecord) => number,
): ItemEncoder {
  const hashPart = createPartHasher(key);
  const parts: Hash64[] = keyParts.map(() => ({ high: 0, low: 0 }));
  const combined: Hash64 = { high: 0, low: 0 };
  const partTexts = new Array<string | undefined>(keyParts.length);
  return (record, table) => {
    const row = table.addRow();
    readParts(record, partTexts);
    for (let part = 0; part < keyParts.length; part++) hashPart(part, partTexts[part], parts[part]!);
    hashPriceAndMass(record, parts[priceAndMassPart]!);
    const start = row * entityKeyCount;
    for (let entity = 0; entity < entityKeyCount; entity++) {
      const [first, second] = partIndexes[entity]!;
      const left = parts[first]!;
      let high = left.high;
      let low = left.low;
      if (second >= 0) {
        const right = parts[second]!;
        const isMissing = (high === 0 && low === 0) || (right.high === 0 && right.low === 0);
        if (isMissing) high = low = 0;
        else {
          combineHashes(left, right, entity, combined);
          high = combined.high;
          low = combined.low;
        }
      }
      table.keyHigh[start + entity] = high;
      table.keyLow[start + entity] = low;
    }
    writeNumbers(record, table.numbers, row * itemNumberCount);
    writeCodes(record, interner, table.codes, row * categoryNames.length);
    table.scoreTick[row] = scoreTickHour(record.consignment.occurredAt);
    table.knownTick[row] = knownTickHour(record.consignment.knownAt);
    table.source[row] = sourceOf(record);
    return row;
  };
}

function createPartHasher(key: Uint32Array): (part: number, text: string | undefined, out: Hash64) => void {
  const keyedHash = createKeyedHash(key);
  const remembered = keyParts.map(() => new Map<string, Hash64>());
  return (part, text, out) => {
    if (text === undefined) {
      out.high = 0;
      out.low = 0;
      return;
    }
    const memory = remembered[part]!;
    let hash = memory.get(text);
    if (hash === undefined) {
      hash = keyedHash(`${keyParts[part]}|${text}`, { high: 0, low: 0 });
      if (memory.size >= rememberedHashes) memory.clear();
      memory.set(text, hash);
    }
    out.high = hash.high;
    out.low = hash.low;
  };
}

const priceAndMassPart = keyParts.indexOf('priceAndMass');
const bits = new Float64Array(2);
const words = new Uint32Array(bits.buffer);
const price: Hash64 = { high: 0, low: 0 };
const massOfLine: Hash64 = { high: 0, low: 0 };

/**
 * Price and mass name nobody, so the bits of the numbers are mixed without a key; they only ever stand in a pair with a keyed hash. Amounts in
 * different currencies differ.
 */
function hashPriceAndMass({ item }: GoodsItemRecord, out: Hash64): void {
  const mass = item.netMassKg ?? item.grossMassKg;
  out.high = 0;
  out.low = 0;
  if (item.valueAmount === undefined || mass === undefined) return;
  bits[0] = item.valueAmount;
  bits[1] = mass;
  const { currency } = item;
  price.low = words[0]!;
  price.high =
    words[1]! ^
    (currency === undefined
      ? 0
      : currency.charCodeAt(0) * 65_536 + currency.charCodeAt(1) * 256 + currency.charCodeAt(2));
  massOfLine.low = words[2]!;
  massOfLine.high = words[3]!;
  combineHashes(price, massOfLine, priceAndMassPart, out);
}

function readParts(record: GoodsItemRecord, out: (string | undefined)[]): void {
  const { consignment, item } = record;
  const { parties } = consignment;
  out[0] = identityOf(parties.importer);
  out[1] = identityOf(parties.consignor);
  out[2] = identityOf(parties.seller);
  out[3] = identityOf(parties.declarant);
  out[4] = identityOf(parties.carrier);
  out[5] = item.hsCode === undefined ? undefined : hs6(item.hsCode);
  out[6] = item.hsCode === undefined ? undefined : hs4(item.hsCode);
  out[7] = item.hsCode === undefined ? undefined : hs2(item.hsCode);
  out[8] = item.originCountry;
  out[9] = consignment.departureCountry;
  out[10] = consignment.office === undefined ? undefined : `${consignment.agency}/${consignment.office}`;
  out[11] = undefined;
  out[12] = consignment.mode === undefined ? undefined : `${consignment.destinationCountry ?? ''}|${consignment.mode}`;
}

function identityOf(party: Party | undefined): string | undefined {
  return party === undefined ? undefined : partyIdentity(party);
}

function writeNumbers(record: GoodsItemRecord, numbers: Float64Array, start: number): void {
  const { consignment, item } = record;
  const mass = item.netMassKg ?? item.grossMassKg ?? Number.NaN;
  const valueUsd = item.valueUsd ?? Number.NaN;
  numbers[start] = valueUsd;
  numbers[start + 1] = item.netMassKg ?? Number.NaN;
  numbers[start + 2] = item.grossMassKg ?? Number.NaN;
  numbers[start + 3] =
    item.quantity === undefined ? Number.NaN : (piecesOf(item.quantity, item.unitCode) ?? Number.NaN);
  numbers[start + 4] = item.dutyRatePercent ?? Number.NaN;
  numbers[start + 5] = valueUsd > 0 && mass > 0 ? priceBinPosition(valueUsd / mass) : Number.NaN;
  numbers[start + 6] = consignment.transitCountries.length;
  numbers[start + 7] = item.itemNumber;
  const departure = consignment.departureCountry;
  const isComparable = departure !== undefined && item.originCountry !== undefined;
  numbers[start + 8] = isComparable ? Number(departure === item.originCountry) : Number.NaN;
}

function writeCodes(record: GoodsItemRecord, interner: CategoryInterner, codes: Int32Array, start: number): void {
  const { consignment, item } = record;
  const { parties } = consignment;
  const hs = item.hsCode;
  codes[start] = interner.intern(0, hs === undefined ? undefined : hs2(hs));
  codes[start + 1] = interner.intern(1, hs === undefined ? undefined : hs4(hs));
  codes[start + 2] = interner.intern(2, hs === undefined ? undefined : hs6(hs));
  codes[start + 3] = interner.intern(3, item.originCountry);
  codes[start + 4] = interner.intern(4, consignment.departureCountry);
  codes[start + 5] = interner.intern(5, consignment.destinationCountry);
  codes[start + 6] = interner.intern(6, consignment.office);
  codes[start + 7] = interner.intern(7, consignment.procedure);
  codes[start + 8] = interner.intern(8, consignment.direction);
  codes[start + 9] = interner.intern(9, consignment.transactionType);
  codes[start + 10] = interner.intern(10, consignment.goodsUse);
  codes[start + 11] = interner.intern(11, consignment.paymentMethod);
  codes[start + 12] = interner.intern(12, consignment.mode);
  codes[start + 13] = interner.intern(13, consignment.channel);
  codes[start + 14] = interner.intern(14, item.dutyType);
  codes[start + 15] = interner.intern(15, item.originMarking);
  codes[start + 16] = interner.intern(16, item.unitCode);
  codes[start + 17] = interner.intern(17, item.currency);
  codes[start + 18] = interner.intern(18, parties.importer?.partyKind);
  codes[start + 19] = interner.intern(19, parties.consignee?.partyKind);
}
