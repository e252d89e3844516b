/** What each audience sees of a pack of targets. Whatever is not allowed here is not shown. */
import { type Audience, isOutsider } from './audience.ts';
import type { PackGoods, PackParty, PackTarget, TargetPack } from './target-pack.ts';

/** What may be shown of a target beside its reference and its handling. */
const targetFields = [
  'rank',
  'consignmentId',
  'references',
  'containers',
  'channel',
  'mode',
  'direction',
  'procedure',
  'office',
  'place',
  'arrivalMs',
  'cutOffMs',
  'route',
  'goods',
  'parties',
  'lane',
  'control',
  'minutes',
  'shift',
  'probability',
  'reasons',
  'lookFor',
  'rights',
  'contacts',
] as const satisfies readonly (keyof PackTarget)[];

/** A field of {@link targetFields}. */
export type TargetField = (typeof targetFields)[number];

/** What identifies a movement and says where it is. */
const movement = [
  'consignmentId',
  'references',
  'containers',
  'channel',
  'mode',
  'office',
  'place',
  'arrivalMs',
] as const;
const legal = ['direction', 'procedure', 'cutOffMs', 'route'] as const;

/** Fields of a target by audience. Score, lane and place in the list stay with those who chose it; reasons say for themselves who may read them. */
const seenBy: { readonly [audience in Audience]: readonly TargetField[] } = {
  'own-unit': targetFields,
  'partner-customs': [...movement, ...legal, 'goods', 'parties', 'control', 'reasons', 'lookFor', 'rights', 'contacts'],
  'police': [...movement, ...legal, 'goods', 'parties', 'control', 'reasons', 'lookFor', 'rights', 'contacts'],
  'examination-officer': [
    ...movement,
    ...legal,
    'goods',
    'parties',
    'control',
    'minutes',
    'shift',
    'reasons',
    'lookFor',
    'rights',
    'contacts',
  ],
  // Whoever has the goods in hand gets what it needs to find them, and when they may not leave.
  'operator': ['references', 'containers', 'office', 'place', 'cutOffMs', 'control'],
  'right-holder': ['goods', 'rights'],
  'court': [...movement, ...legal, 'goods', 'parties', 'control', 'reasons', 'rights'],
};

/** Who learns which model, policy and method chose the targets. */
const knowsMethod: readonly Audience[] = ['own-unit', 'court'];

/** Titles for those who learn nothing of the operation, of which a title may speak. */
const plainTitles: { readonly [audience in Audience]?: string } = {
  'operator': 'Goods to be kept for control',
  'right-holder': 'Goods that may touch your rights',
};

/** Fields of goods that a right holder learns before goods are detained: their nature and quantity (Regulation (EU) 608/2013, Articles 17(3) and 18(3)). */
const holdersGoods = ['itemNumber', 'hsCode', 'description', 'brand', 'quantity', 'unitCode'] as const;

/** Returns what of a target an audience may see, apart from its reference and handling. */
export function fieldsFor(audience: Audience): readonly TargetField[] {
  return seenBy[audience];
}

/** For whom a pack is made. */
export interface AudienceChoice {
  readonly audience: Audience;
  /** Whose rights: needed for a right holder, and only there. Compared without regard to case. */
  readonly rightHolder?: string | undefined;
}

/** Returns the pack as an audience may see it: a right holder gets the targets alone that touch its rights. The pack must be one for the own unit, which has everything. */
export function forAudience(pack: TargetPack, { audience, rightHolder }: AudienceChoice): TargetPack {
  const { targets } = pack;
  const hasMethod = knowsMethod.includes(audience);
  const plainTitle = plainTitles[audience];
  return {
    ...pack,
    title: plainTitle ?? pack.title,
    audience,
    operation: plainTitle === undefined ? pack.operation : undefined,
    policy: hasMethod ? pack.policy : undefined,
    model: hasMethod ? pack.model : undefined,
    method: hasMethod ? pack.method : [],
    targets: {
      async *[Symbol.asyncIterator]() {
        for await (const target of targets) {
          const seen = audience === 'right-holder' ? ofHolder(target, rightHolder) : target;
          if (seen !== undefined) yield targetFor(seen, audience);
        }
      },
    },
  };
}

const hidden: PackTarget = {
  reference: '',
  rank: undefined,
  consignmentId: undefined,
  references: {
    declaration: undefined,
    houseBill: undefined,
    airWaybill: undefined,
    masterBill: undefined,
    s10: undefined,
  },
  containers: [],
  channel: undefined,
  mode: undefined,
  direction: undefined,
  procedure: undefined,
  office: undefined,
  place: { terminal: undefined, shed: undefined, flightOrVessel: undefined },
  arrivalMs: undefined,
  cutOffMs: undefined,
  route: [],
  goods: [],
  parties: [],
  lane: undefined,
  control: undefined,
  minutes: undefined,
  shift: undefined,
  probability: undefined,
  reasons: [],
  lookFor: [],
  rights: [],
  contacts: [],
  // Always replaced; a label that lets nothing leave, were it not.
  handling: {
    ownerAgency: '',
    tlp: 'TLP:RED',
    sourceGrade: 'X',
    informationGrade: 4,
    europolCodes: [],
    nationalMarking: undefined,
    isOriginatorControlled: true,
    purposes: [],
    expiresOn: undefined,
  },
};

function targetFor(target: PackTarget, audience: Audience): PackTarget {
  const shown = Object.fromEntries(seenBy[audience].map((field) => [field, target[field]]));
  const seen: PackTarget = { ...hidden, ...shown, reference: target.reference, handling: target.handling };
  return {
    ...seen,
    reasons: seen.reasons.filter((reason) => reason.audiences.includes(audience)),
    parties: audience === 'examination-officer' ? seen.parties.map(labelOf) : seen.parties,
    // Whom a right holder names to customs is no business of other agencies.
    rights:
      isOutsider(audience) && audience !== 'right-holder'
        ? seen.rights.map((right) => ({ ...right, contact: undefined }))
        : seen.rights,
  };
}

/** What of a party stands on a parcel. */
function labelOf({ role, name, country, partyKind }: PackParty): PackParty {
  return { role, name, country, partyKind };
}

/** Returns a target with the goods and rights of one holder; undefined where there are none. */
function ofHolder(target: PackTarget, rightHolder: string | undefined): PackTarget | undefined {
  if (rightHolder === undefined) return undefined;
  const name = rightHolder.trim().toLowerCase();
  const rights = target.rights.filter(({ holder }) => holder?.trim().toLowerCase() === name);
  if (rights.length === 0) return undefined;
  const items = new Set(rights.flatMap(({ itemNumbers }) => itemNumbers));
  const goods = target.goods.filter(({ itemNumber }) => items.has(itemNumber)).map(natureOf);
  return { ...target, rights, goods };
}

function natureOf(item: PackGoods): PackGoods {
  const seen = Object.fromEntries(holdersGoods.map((field) => [field, item[field]])) as Pick<
    PackGoods,
    (typeof holdersGoods)[number]
  >;
  return { netMassKg: undefined, grossMassKg: undefined, originCountry: undefined, value: undefined, ...seen };
}
