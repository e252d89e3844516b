/** Turns a goods-item record into a row of an item table: hashed keys, numbers and codes. */

import type { Consignment } from '../domain/consignment.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { hs2, hs4, hs6 } from '../domain/hs-code.ts';
import { knownTickHour, scoreTickHour } from '../domain/moment.ts';
import type { Parties, Party } from '../domain/party.ts';
import { partyIdentity } from '../domain/party-identity.ts';
import { piecesOf } from '../domain/unit.ts';
import { normaliseAddress } from '../matching/contacts/normalise-address.ts';
import { normalisePhone } from '../matching/contacts/normalise-phone.ts';
import { describeText } from '../matching/goods/describe-text.ts';
import { descriptionKey } from '../matching/goods/description-key.ts';
import { normaliseName } from '../matching/names/normalise-name.ts';
import { type CategoryInterner, categoryNames } from './category-codes.ts';
import { entityKeyCount, entityKeys, type KeyPart, keyParts } from './entity-keys.ts';
import { HashMemory } from './hash-memory.ts';
import { type ItemTable, itemNumberCount, ownPriceIndex, peerStepIndex, textTokensIndex } from './item-table.ts';
import { combineHashes, createKeyedHash, type Hash64 } from './keyed-hash.ts';
import { peerStep } from './peer-moments.ts';
import { priceBinPosition } from './price-histograms.ts';
import { type BrandFinding, RightsRegister } from './rights-register.ts';

/** Appends a record to `table` and returns its row. */
export type ItemEncoder = (record: GoodsItemRecord, table: ItemTable) => number;

const partIndexes: readonly (readonly [number, number])[] = entityKeys.map((entity) => [
  keyParts.indexOf(entity.parts[0]),
  entity.parts.length === 2 ? keyParts.indexOf(entity.parts[1]) : -1,
]);

/**
 * Returns an encoder that hashes identities under `key` (four 32-bit words) and codes through `interner`.
 *
 * Equal parts give equal hashes whatever the file they came from; the role is part of the hash, so that a trader's
 * past as importer and as seller stay apart. Rights that become known later than a record's tick are not looked at, so the register may be fuller
 * than what was known.
 */
export function createItemEncoder(
  key: Uint32Array,
  interner: CategoryInterner,
  sourceOf: (record: GoodsItemRecord) => number,
  rights = new RightsRegister(key),
): ItemEncoder {
  const hashParts = createPartHasher(key);
  const parts: Hash64[] = keyParts.map(() => ({ high: 0, low: 0 }));
  const combined: Hash64 = { high: 0, low: 0 };
  return (record, table) => {
    const row = table.addRow();
    const hs = levelsOf(record.item.hsCode);
    const finding = rights.check(record);
    hashParts(record, hs, finding.brand ?? record.item.brand, parts);
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
    writeText(record, finding, table.numbers, row * itemNumberCount + textTokensIndex);
    writeCodes(record, hs, interner, table.codes, row * categoryNames.length);
    table.scoreTick[row] = scoreTickHour(record.consignment.occurredAt);
    table.knownTick[row] = knownTickHour(record.consignment.knownAt);
    table.source[row] = sourceOf(record);
    return row;
  };
}

type PartHasher = (record: GoodsItemRecord, hs: HsLevels, brand: string | undefined, out: readonly Hash64[]) => void;

const nothing: Hash64 = { high: 0, low: 0 };

/** Place of each part in {@link keyParts}. */
const at = Object.fromEntries(keyParts.map((part, index) => [part, index])) as { readonly [part in KeyPart]: number };

type Normalise = (text: string, country?: string) => string | undefined;

/** Writes the route and the route with the heading, made of parts that are written already; either end of a route may be missing. */
function hashRoute(out: readonly Hash64[]): void {
  const origin = out[at.origin]!;
  const departure = out[at.departure]!;
  const route = out[at.route]!;
  if (isNothing(origin) && isNothing(departure)) copyHash(nothing, route);
  else combineHashes(origin, departure, at.route, route);
  if (isNothing(route) || isNothing(out[at.hs4]!)) copyHash(nothing, out[at.routeHs4]!);
  else combineHashes(route, out[at.hs4]!, at.routeHs4, out[at.routeHs4]!);
}

function isNothing(hash: Hash64): boolean {
  return hash.high === 0 && hash.low === 0;
}

/** The party that the goods go to, as far as this field tells. */
function receiverWith(field: 'address' | 'phone', parties: Parties): Party | undefined {
  if (parties.deliveryAddress?.[field] !== undefined) return parties.deliveryAddress;
  return parties.consignee?.[field] !== undefined ? parties.consignee : parties.importer;
}

/** Returns a function that writes the hash of each part of {@link keyParts}; zeros stand for a part that is missing. */
function createPartHasher(key: Uint32Array): PartHasher {
  const keyedHash = createKeyedHash(key);
  const memories = keyParts.map(() => new HashMemory());
  const nameMemories = keyParts.map(() => new HashMemory());
  const learn = (memory: HashMemory, part: number, qualifier: string, text: string, identity: string): Hash64 => {
    const hash = keyedHash(`${keyParts[part]}|${identity}`, { high: 0, low: 0 });
    memory.set(qualifier, text, hash);
    return hash;
  };
  const hashOf = (part: number, text: string | undefined): Hash64 =>
    text === undefined ? nothing : (memories[part]!.get('', text) ?? learn(memories[part]!, part, '', text, text));
  const hashQualified = (part: number, qualifier: string, text: string | undefined, joint: string): Hash64 => {
    if (text === undefined) return nothing;
    const known = memories[part]!.get(qualifier, text);
    return known ?? learn(memories[part]!, part, qualifier, text, `${qualifier}${joint}${text}`);
  };
  // Equal ways of writing give one identity; what normalises to nothing names nobody.
  const hashNormalised = (part: number, qualifier: string, text: string | undefined, normalise: Normalise): Hash64 => {
    if (text === undefined) return nothing;
    const known = memories[part]!.get(qualifier, text);
    if (known !== undefined) return known;
    const identity = normalise(text, qualifier === '' ? undefined : qualifier);
    if (identity !== undefined && identity !== '') return learn(memories[part]!, part, qualifier, text, identity);
    memories[part]!.set(qualifier, text, nothing);
    return nothing;
  };
  const hashParty = (part: number, party: Party | undefined): Hash64 => {
    if (party === undefined) return nothing;
    const isById = party.id !== undefined;
    const text = isById ? party.id : party.name;
    if (text === undefined) return nothing;
    const qualifier = (isById ? party.idScheme : party.country) ?? '';
    const memory = isById ? memories[part]! : nameMemories[part]!;
    return memory.get(qualifier, text) ?? learn(memory, part, qualifier, text, partyIdentity(party)!);
  };
  const writeNormalised = (
    out: readonly Hash64[],
    part: number,
    party: Party | undefined,
    text: string | undefined,
    normalise: Normalise,
  ): void => copyHash(hashNormalised(part, party?.country ?? '', text, normalise), out[part]!);
  const hashTexts = ({ parties }: Consignment, description: string | undefined, out: readonly Hash64[]): void => {
    const { importer, consignor, seller } = parties;
    const addressed = receiverWith('address', parties);
    writeNormalised(out, at.address, addressed, addressed?.address, addressAndCountry);
    const reached = receiverWith('phone', parties);
    writeNormalised(out, at.phone, reached, reached?.phone, normalisePhone);
    writeNormalised(out, at.importerName, importer, importer?.name, nameAndCountry);
    writeNormalised(out, at.sellerName, seller, seller?.name, nameAndCountry);
    writeNormalised(out, at.consignorAddress, consignor, consignor?.address, addressAndCountry);
    writeNormalised(out, at.consignorPhone, consignor, consignor?.phone, normalisePhone);
    writeNormalised(out, at.description, undefined, description, descriptionKey);
  };
  return (record, hs, brand, out) => {
    const { consignment, item } = record;
    const { parties } = consignment;
    copyHash(hashParty(at.importer, parties.importer), out[at.importer]!);
    copyHash(hashParty(at.consignor, parties.consignor), out[at.consignor]!);
    copyHash(hashParty(at.seller, parties.seller), out[at.seller]!);
    copyHash(hashParty(at.declarant, parties.declarant), out[at.declarant]!);
    copyHash(hashParty(at.carrier, parties.carrier), out[at.carrier]!);
    copyHash(hashOf(at.hs6, hs.hs6), out[at.hs6]!);
    copyHash(hashOf(at.hs4, hs.hs4), out[at.hs4]!);
    copyHash(hashOf(at.hs2, hs.hs2), out[at.hs2]!);
    copyHash(hashOf(at.origin, item.originCountry), out[at.origin]!);
    copyHash(hashOf(at.departure, consignment.departureCountry), out[at.departure]!);
    copyHash(hashQualified(at.office, consignment.agency, consignment.office, '/'), out[at.office]!);
    hashPriceAndMass(record, out[at.priceAndMass]!);
    copyHash(
      hashQualified(at.destinationAndMode, consignment.destinationCountry ?? '', consignment.mode, '|'),
      out[at.destinationAndMode]!,
    );
    hashRoute(out);
    hashTexts(consignment, item.description, out);
    writeNormalised(out, at.brand, undefined, brand, normaliseName);
  };
}

function addressAndCountry(address: string, country?: string): string | undefined {
  const normalised = normaliseAddress(address, country);
  return normalised === '' ? undefined : `${normalised}|${country ?? ''}`;
}

function nameAndCountry(name: string, country?: string): string | undefined {
  const normalised = normaliseName(name);
  return normalised === '' ? undefined : `${normalised}|${country ?? ''}`;
}

function copyHash(from: Hash64, to: Hash64): void {
  to.high = from.high;
  to.low = from.low;
}

interface HsLevels {
  readonly hs2: string | undefined;
  readonly hs4: string | undefined;
  readonly hs6: string | undefined;
}

const noLevels: HsLevels = { hs2: undefined, hs4: undefined, hs6: undefined };
const rememberedCodes = 50_000;
const levelsByCode = new Map<string, HsLevels>();

function levelsOf(hsCode: string | undefined): HsLevels {
  if (hsCode === undefined) return noLevels;
  let levels = levelsByCode.get(hsCode);
  if (levels === undefined) {
    levels = { hs2: hs2(hsCode), hs4: hs4(hsCode), hs6: hs6(hsCode) };
    if (levelsByCode.size >= rememberedCodes) levelsByCode.clear();
    levelsByCode.set(hsCode, levels);
  }
  return levels;
}

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
  combineHashes(price, massOfLine, at.priceAndMass, out);
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
  const pieces = numbers[start + 3]!;
  const ownPrice = pieces > 0 ? valueUsd / pieces : valueUsd / mass;
  numbers[start + ownPriceIndex] = ownPrice > 0 ? priceBinPosition(ownPrice) : Number.NaN;
  numbers[start + peerStepIndex] = peerStep(valueUsd / mass);
  numbers[start + peerStepIndex + 1] = peerStep(valueUsd / pieces);
  numbers[start + peerStepIndex + 2] = peerStep(mass / pieces);
  const departure = consignment.departureCountry;
  const isComparable = departure !== undefined && item.originCountry !== undefined;
  numbers[start + 8] = isComparable ? Number(departure === item.originCountry) : Number.NaN;
}

function writeText(record: GoodsItemRecord, finding: BrandFinding, numbers: Float64Array, start: number): void {
  const { description } = record.item;
  const text = description === undefined ? undefined : describeText(description);
  numbers[start] = text?.tokenCount ?? Number.NaN;
  numbers[start + 1] = text?.genericShare ?? Number.NaN;
  numbers[start + 2] = finding.named;
  numbers[start + 3] = finding.unauthorised;
}

function writeCodes(
  record: GoodsItemRecord,
  hs: HsLevels,
  interner: CategoryInterner,
  codes: Int32Array,
  start: number,
): void {
  const { consignment, item } = record;
  const { parties } = consignment;
  codes[start] = interner.intern(0, hs.hs2);
  codes[start + 1] = interner.intern(1, hs.hs4);
  codes[start + 2] = interner.intern(2, hs.hs6);
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
