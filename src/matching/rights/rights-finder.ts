/** Which rights a goods item touches, and so what customs may do. */
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { knownTickHour, scoreTickHour } from '../../domain/moment.ts';
import { isCoveredByRight } from '../../domain/right-coverage.ts';
import type { RightFinding } from '../../domain/right-finding.ts';
import type { RightsRecord } from '../../domain/rights-record.ts';
import { type BrandLexicon, brandLexicon } from '../goods/brand-lexicon.ts';
import { normaliseName } from '../names/normalise-name.ts';
import { latinise } from '../text/latinise.ts';

interface HeldRight {
  readonly record: RightsRecord;
  /** Identifiers as written, and normalised names. */
  readonly authorised: ReadonlySet<string>;
}

/** Finds the rights that goods items touch. */
export class RightsFinder {
  /** By the letters of the brand, since two records may write it differently. */
  private readonly byLetters = new Map<string, HeldRight[]>();
  private readonly lexicon: BrandLexicon | undefined;

  /** @param rights the current records; those that name no brand are of no use. */
  constructor(rights: readonly RightsRecord[]) {
    for (const record of rights) {
      if (record.brand === undefined) continue;
      const names = record.authorisedParties.flatMap((party) => [party, normaliseName(party)]);
      const held = { record, authorised: new Set(names.filter((name) => name !== '')) };
      const letters = lettersOf(record.brand);
      const others = this.byLetters.get(letters);
      if (others === undefined) this.byLetters.set(letters, [held]);
      else others.push(held);
    }
    const brands = [...this.byLetters.values()].map(([first]) => first!.record.brand!);
    this.lexicon = brands.length === 0 ? undefined : brandLexicon(brands);
  }

  /** Returns what the rights say of an item: those in force at its own tick, whenever they became known. */
  find({ item, consignment }: GoodsItemRecord): RightFinding {
    const text = [item.brand, item.description].filter((part) => part !== undefined).join(' ');
    const mention = text === '' ? undefined : this.lexicon?.find(text);
    if (mention === undefined)
      return { finding: 'no-right-found', brand: undefined, isMisspelt: false, isPartyAuthorised: false, rights: [] };
    const named = { brand: mention.brand, isMisspelt: mention.kind !== 'exact' };
    const tick = scoreTickHour(consignment.occurredAt);
    const inForce = this.byLetters
      .get(lettersOf(mention.brand))!
      .filter(
        ({ record }) =>
          isInForce(record, tick) && isCoveredByRight(record, consignment.destinationCountry, item.hsCode),
      );
    if (inForce.length === 0) return { ...named, finding: 'ex-officio-only', isPartyAuthorised: false, rights: [] };
    const { importer, consignee, seller, consignor } = consignment.parties;
    const names = [importer, consignee, seller, consignor].flatMap((party) => [
      party?.id,
      party?.name === undefined ? undefined : normaliseName(party.name),
    ]);
    return {
      ...named,
      finding: 'actionable',
      isPartyAuthorised: inForce.some(({ authorised }) =>
        names.some((name) => name !== undefined && authorised.has(name)),
      ),
      rights: inForce.map(({ record: { id, rightHolder, iprType, acceptsSmallConsignments } }) => ({
        id,
        rightHolder,
        iprType,
        acceptsSmallConsignments,
      })),
    };
  }
}

function isInForce({ validFrom, validTo }: RightsRecord, tick: number): boolean {
  return scoreTickHour(validFrom) <= tick && (validTo === undefined || tick <= knownTickHour(validTo));
}

function lettersOf(brand: string): string {
  return latinise(brand).replaceAll(' ', '');
}
