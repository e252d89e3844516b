/** Makes a target of a pack from what a list and records say of a consignment. */
import { reasonAudiences } from '../../domain/audience.ts';
import type { ControlKind } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { combineHandling } from '../../domain/handling.ts';
import { dayMs, type Moment } from '../../domain/moment.ts';
import { type OfficePlaces, placeOf } from '../../domain/office-places.ts';
import { partyRoles } from '../../domain/party.ts';
import type { RightFinding } from '../../domain/right-finding.ts';
import type { RightsRecord } from '../../domain/rights-record.ts';
import type { PackGoods, PackParty, PackReason, PackRight, PackTarget } from '../../domain/target-pack.ts';
import type { RightsFinder } from '../../matching/rights/rights-finder.ts';

/** A line of a list of targets. */
export interface ListedTarget {
  readonly consignmentId: string;
  readonly rank: number | undefined;
  readonly lane: string | undefined;
  readonly control: ControlKind | undefined;
  readonly minutes: number | undefined;
  readonly shift: string | undefined;
  readonly probability: number | undefined;
  readonly reasons: readonly string[];
  readonly lookFor: readonly string[];
}

/** What targets are made with, beside list and records. */
export interface PackTargetMeans {
  readonly places: OfficePlaces;
  /** Undefined where no right is known, and nothing can be said of any. */
  readonly rights: { readonly finder: RightsFinder; readonly byId: ReadonlyMap<string, RightsRecord> } | undefined;
  /** Who may read the reasons of the model; their own unit where nobody says. */
  readonly reasonsFor?: PackReason['audiences'] | undefined;
  referenceOf(consignmentId: string): string;
}

/** Returns the target. @param records its goods items, at least one, of one stage. */
export function packTargetOf(
  listed: ListedTarget,
  records: readonly GoodsItemRecord[],
  means: PackTargetMeans,
): PackTarget {
  const { consignment } = records[0]!;
  const { times, parties } = consignment;
  const countries = [consignment.departureCountry, ...consignment.transitCountries, consignment.destinationCountry];
  const rights = means.rights === undefined ? [] : rightsOf(records, means.rights);
  return {
    reference: means.referenceOf(consignment.id),
    rank: listed.rank,
    consignmentId: consignment.id,
    references: consignment.references,
    containers: consignment.containers,
    channel: consignment.channel,
    mode: consignment.mode,
    direction: consignment.direction,
    procedure: consignment.procedure,
    office: consignment.office,
    place: placeOf(means.places, consignment.office, consignment.goodsLocation),
    arrivalMs: (times.arrived ?? times.eta)?.epochMs,
    cutOffMs: endOf(times.releaseCutOff),
    route: countries.filter((code) => code !== undefined),
    goods: records.map(goodsOf),
    parties: partyRoles.flatMap((role): PackParty[] => {
      const party = parties[role];
      return party === undefined ? [] : [{ role, ...party }];
    }),
    lane: listed.lane,
    control: listed.control,
    minutes: listed.minutes,
    shift: listed.shift,
    probability: listed.probability,
    reasons: listed.reasons.map((text) => ({ text, audiences: means.reasonsFor ?? reasonAudiences })),
    lookFor: [...listed.lookFor, ...notesOf(rights, means)],
    rights,
    contacts: [],
    handling: records.map((record) => record.consignment.handling).reduce(combineHandling),
  };
}

/** A cut-off that is given as a date alone is that day's end. */
function endOf(cutOff: Moment | undefined): number | undefined {
  return cutOff === undefined ? undefined : cutOff.epochMs + (cutOff.precision === 'day' ? dayMs : 0);
}

function goodsOf({ item }: GoodsItemRecord): PackGoods {
  const { itemNumber, hsCode, description, brand, netMassKg, grossMassKg, quantity, unitCode, originCountry } = item;
  const { valueAmount: amount, currency } = item;
  return {
    itemNumber,
    hsCode,
    description,
    brand,
    netMassKg,
    grossMassKg,
    quantity,
    unitCode,
    originCountry,
    value: amount === undefined || currency === undefined ? undefined : { amount, currency, basis: 'declared' },
  };
}

/** One entry a right, or a finding without one, with the items that it is about. */
function rightsOf(
  records: readonly GoodsItemRecord[],
  { finder, byId }: NonNullable<PackTargetMeans['rights']>,
): PackRight[] {
  const found = new Map<string, PackRight>();
  for (const record of records) {
    for (const right of rightsOfItem(finder.find(record), byId)) {
      const key = `${right.finding} ${right.rightId ?? right.brand ?? ''}`;
      const known = found.get(key);
      const itemNumbers = [...(known?.itemNumbers ?? []), record.item.itemNumber];
      found.set(key, { ...right, itemNumbers });
    }
  }
  return [...found.values()];
}

function rightsOfItem({ finding, brand, rights }: RightFinding, byId: ReadonlyMap<string, RightsRecord>): PackRight[] {
  const none = {
    itemNumbers: [],
    finding,
    rightId: undefined,
    iprType: undefined,
    brand,
    holder: undefined,
    contact: undefined,
  };
  if (rights.length === 0) return [none];
  return rights.map(({ id, iprType, rightHolder }): PackRight => {
    const record = byId.get(id);
    const { contactName: name, contactPhone: phone, contactEmail: email } = record ?? {};
    const hasContact = name !== undefined || phone !== undefined || email !== undefined;
    const contact = hasContact ? { role: 'right holder', name, phone, email } : undefined;
    return { ...none, rightId: id, iprType, holder: rightHolder, contact };
  });
}

/** What right holders have told customs of how their goods are known. */
function notesOf(rights: readonly PackRight[], { rights: known }: PackTargetMeans): string[] {
  const notes = rights.flatMap(({ rightId, brand }) => {
    const note = rightId === undefined ? undefined : known?.byId.get(rightId)?.identificationNotes;
    return note === undefined ? [] : [`${brand ?? rightId}: ${note}`];
  });
  return [...new Set(notes)];
}
