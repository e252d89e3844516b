/** Rights records as features need them: which brand is named, and whether a party may deal in it. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { knownTickHour, scoreTickHour } from '../domain/moment.ts';
import type { Party } from '../domain/party.ts';
import { isCoveredByRight } from '../domain/right-coverage.ts';
import type { RightsRecord } from '../domain/rights-record.ts';
import { type BrandLexicon, brandLexicon } from '../matching/goods/brand-lexicon.ts';
import { normaliseName } from '../matching/names/normalise-name.ts';
import { createKeyedHash, type Hash64, type KeyedHash } from './keyed-hash.ts';

/** A rights record without personal data: who may deal in the goods is told by keyed hashes. Ticks are hours since the epoch. */
export interface KnownRight {
  readonly brand: string;
  /** ISO 3166-1 alpha-2, or `EU`; empty means anywhere. */
  readonly territories: readonly string[];
  /** HS prefixes of the goods covered; empty means all. */
  readonly hsPrefixes: readonly string[];
  readonly knownTick: number;
  readonly validFromTick: number;
  /** Last tick on which it holds; null while no end is known. */
  readonly validToTick: number | null;
  /** Keyed hashes of the identifiers and normalised names of authorised parties, 16 hexadecimal digits each, ascending. */
  readonly authorised: readonly string[];
}

/** Returns a rights record as a {@link KnownRight} under the key of the installation; undefined where it names no brand. */
function knownRightOf(record: RightsRecord, key: Uint32Array): KnownRight | undefined {
  if (record.brand === undefined) return undefined;
  const hash = createKeyedHash(key);
  const authorised = record.authorisedParties.flatMap((party) => [
    hashOfText(hash, party),
    hashOfText(hash, normaliseName(party)),
  ]);
  return {
    brand: record.brand,
    territories: [...record.territories],
    hsPrefixes: [...record.hsPrefixes],
    knownTick: knownTickHour(record.knownAt),
    validFromTick: scoreTickHour(record.validFrom),
    validToTick: record.validTo === undefined ? null : knownTickHour(record.validTo),
    authorised: [...new Set(authorised)].sort(),
  };
}

/** What the register says of an item; NaN is missing. */
export interface BrandFinding {
  /** 0 no brand named, 1 as it is written, 2 misspelt; NaN without rights or text. */
  named: number;
  /** 1 where no party is authorised, 0 where one is; NaN without a right in force. */
  unauthorised: number;
  /** The brand that is named. */
  brand: string | undefined;
}

/** Lexicons that are held at once: items come in order of time, nearly. */
const lexiconsHeld = 8;

interface HeldRight {
  readonly right: KnownRight;
  readonly authorised: ReadonlySet<string>;
}

/** The rights that a training or a model knows. */
export class RightsRegister {
  private readonly held: KnownRight[] = [];
  /** Ticks in which a brand became known for the first time, ascending; undefined after a right was added. */
  private newBrandTicks: readonly number[] | undefined;
  /** Lexicons by how many of those ticks had passed: a brand that is known only later must not hide one that is known. */
  private readonly lexicons = new Map<number, BrandLexicon>();
  private readonly byBrand = new Map<string, HeldRight[]>();
  private readonly key: Uint32Array;
  private readonly hash: KeyedHash;
  private readonly finding: BrandFinding = { named: Number.NaN, unauthorised: Number.NaN, brand: undefined };

  /** @param key of the installation or of the model, four 32-bit words. */
  constructor(key: Uint32Array, rights: readonly KnownRight[] = []) {
    this.key = key;
    this.hash = createKeyedHash(key);
    for (const right of rights) this.hold(right);
  }

  /** All rights, in the order in which they were added. */
  get rights(): readonly KnownRight[] {
    return this.held;
  }

  /** Takes a rights record; one that names no brand is of no use here. */
  add(record: RightsRecord): void {
    const right = knownRightOf(record, this.key);
    if (right !== undefined) this.hold(right);
  }

  private hold(right: KnownRight): void {
    this.held.push(right);
    this.newBrandTicks = undefined;
    this.lexicons.clear();
    const one = { right, authorised: new Set(right.authorised) };
    const others = this.byBrand.get(right.brand);
    if (others !== undefined) others.push(one);
    else this.byBrand.set(right.brand, [one]);
  }

  /** Brands that were known before a tick; undefined where none was. */
  private lexiconAt(tick: number): BrandLexicon | undefined {
    this.newBrandTicks ??= [...new Set([...this.byBrand.values()].map(firstKnownTick))].sort((a, b) => a - b);
    let passed = 0;
    while (passed < this.newBrandTicks.length && this.newBrandTicks[passed]! < tick) passed++;
    if (passed === 0) return undefined;
    let lexicon = this.lexicons.get(passed);
    if (lexicon === undefined) {
      if (this.lexicons.size >= lexiconsHeld) this.lexicons.clear();
      lexicon = brandLexicon(
        [...this.byBrand].flatMap(([brand, rights]) => (firstKnownTick(rights) < tick ? [brand] : [])),
      );
      this.lexicons.set(passed, lexicon);
    }
    return lexicon;
  }

  /**
   * Returns what is known of an item before its own tick; the result is overwritten by the next call. A right that became known later, or that did not
   * hold on the day, says nothing.
   */
  check(record: GoodsItemRecord): BrandFinding {
    const { finding } = this;
    finding.named = Number.NaN;
    finding.unauthorised = Number.NaN;
    finding.brand = undefined;
    const { item, consignment } = record;
    if (this.held.length === 0 || (item.description === undefined && item.brand === undefined)) return finding;
    const tick = scoreTickHour(consignment.occurredAt);
    const lexicon = this.lexiconAt(tick);
    if (lexicon === undefined) return finding;
    const mention = lexicon.find(
      item.brand === undefined ? item.description! : `${item.brand} ${item.description ?? ''}`,
    );
    if (mention === undefined) {
      finding.named = 0;
      return finding;
    }
    const known = this.byBrand.get(mention.brand)!.filter(({ right }) => right.knownTick < tick);
    finding.brand = mention.brand;
    finding.named = mention.kind === 'exact' ? 1 : 2;
    const inForce = known.filter(({ right }) => holds(right, record, tick));
    if (inForce.length === 0) return finding;
    const { importer, consignee, seller, consignor } = consignment.parties;
    const isAuthorised = [importer, consignee, seller, consignor].some((party) => this.isAuthorised(party, inForce));
    finding.unauthorised = isAuthorised ? 0 : 1;
    return finding;
  }

  private isAuthorised(
    party: Party | undefined,
    inForce: readonly { readonly authorised: ReadonlySet<string> }[],
  ): boolean {
    if (party === undefined) return false;
    const names = [party.id, party.name === undefined ? undefined : normaliseName(party.name)];
    return names.some((name) => {
      if (name === undefined || name === '') return false;
      const hash = hashOfText(this.hash, name);
      return inForce.some(({ authorised }) => authorised.has(hash));
    });
  }
}

function firstKnownTick(rights: readonly HeldRight[]): number {
  return rights.reduce((first, { right }) => Math.min(first, right.knownTick), Number.POSITIVE_INFINITY);
}

function holds(right: KnownRight, { consignment, item }: GoodsItemRecord, tick: number): boolean {
  if (tick < right.validFromTick || (right.validToTick !== null && tick > right.validToTick)) return false;
  return isCoveredByRight(right, consignment.destinationCountry, item.hsCode);
}

const out: Hash64 = { high: 0, low: 0 };

function hashOfText(hash: KeyedHash, text: string): string {
  hash(`authorised|${text}`, out);
  return out.high.toString(16).padStart(8, '0') + out.low.toString(16).padStart(8, '0');
}
