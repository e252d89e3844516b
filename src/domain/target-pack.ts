/**
 * A pack of targets: a list as it leaves the program, for one audience. It says nothing of how a target was selected (model, chance or look-out): no reader of a pack may tell them apart.
 *
 * What is unknown, and what the audience may not see, is undefined or empty.
 */
import type { Audience } from './audience.ts';
import type { Channel, ConsignmentReferences, Direction } from './consignment.ts';
import type { ControlKind, IprType } from './examination.ts';
import type { GoodsItem } from './goods-item.ts';
import type { Handling } from './handling.ts';
import type { Measure } from './measure.ts';
import type { Party, PartyRole } from './party.ts';
import type { RightFinding } from './right-finding.ts';

/** The operation that a list belongs to. */
export interface PackOperation {
  readonly name: string;
  /** First and last day, ISO. */
  readonly from: string;
  readonly to: string;
  readonly legalBasis: string | undefined;
}

/** Somebody to call. */
export interface PackContact {
  /** What for: `targeting unit`, `right holder`, `liaison`. */
  readonly role: string;
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly email: string | undefined;
}

/** A party of the consignment in one of its roles. */
export interface PackParty extends Pick<Party, 'name' | 'partyKind'>, Partial<Omit<Party, 'name' | 'partyKind'>> {
  readonly role: PartyRole;
}

/** What goods are worth, and by which measure. */
export interface GoodsValue {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly basis: NonNullable<Measure['valueBasis']>;
}

/** One goods item of a target, as declared. */
export interface PackGoods
  extends Pick<
    GoodsItem,
    | 'itemNumber'
    | 'hsCode'
    | 'description'
    | 'brand'
    | 'netMassKg'
    | 'grossMassKg'
    | 'quantity'
    | 'unitCode'
    | 'originCountry'
  > {
  readonly value: GoodsValue | undefined;
}

/** A reason for which a target was chosen, in words, and who may read it. */
export interface PackReason {
  readonly text: string;
  readonly audiences: readonly Audience[];
}

/** What customs may do about some of the goods by one right. */
export interface PackRight {
  /** Goods items that it is about. */
  readonly itemNumbers: readonly number[];
  readonly finding: RightFinding['finding'];
  /** Id of the rights record; undefined, as are type and holder, where no right is in force. */
  readonly rightId: string | undefined;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  readonly holder: string | undefined;
  readonly contact: PackContact | undefined;
}

/** Where goods are or will be. */
export interface PackPlace {
  readonly terminal: string | undefined;
  readonly shed: string | undefined;
  /** Flight, voyage or train that brings them. */
  readonly flightOrVessel: string | undefined;
}

/** One target. */
export interface PackTarget {
  /** Opaque; results come back under it. See `src/domain/target-reference.ts`. */
  readonly reference: string;
  /** 1-based place in the list. */
  readonly rank: number | undefined;
  /** `AGENCY/REFERENCE`. */
  readonly consignmentId: string | undefined;
  readonly references: ConsignmentReferences;
  /** ISO 6346 container numbers. */
  readonly containers: readonly string[];
  readonly channel: Channel | undefined;
  /** UN Recommendation 19. */
  readonly mode: string | undefined;
  readonly direction: Direction | undefined;
  readonly procedure: string | undefined;
  readonly office: string | undefined;
  readonly place: PackPlace;
  readonly arrivalMs: number | undefined;
  /** After this the goods are gone. */
  readonly cutOffMs: number | undefined;
  /** ISO 3166-1 alpha-2, from departure to destination. */
  readonly route: readonly string[];
  readonly goods: readonly PackGoods[];
  readonly parties: readonly PackParty[];
  readonly lane: string | undefined;
  readonly control: ControlKind | undefined;
  /** Officer-minutes that the control is planned with. */
  readonly minutes: number | undefined;
  readonly shift: string | undefined;
  /** Calibrated chance of a find, 0 to 1: a suspicion. Undefined where no model has scored the goods. */
  readonly probability: number | undefined;
  readonly reasons: readonly PackReason[];
  /** What to look for when the goods are opened. */
  readonly lookFor: readonly string[];
  readonly rights: readonly PackRight[];
  readonly contacts: readonly PackContact[];
  readonly handling: Handling;
}

/** Targets in the order of the list. They are read more than once, and need not be in memory all at once. */
export type PackTargets = Iterable<PackTarget> | AsyncIterable<PackTarget>;

/** The model that scored the targets. */
export interface PackModel {
  readonly name: string;
  readonly version: string;
}

/** What a pack says of the list as a whole. */
export interface TargetPackHead {
  readonly title: string;
  readonly operation: PackOperation | undefined;
  /** The list and its version: what a returned result is checked against. */
  readonly list: { readonly id: string; readonly version: number };
  readonly madeAtMs: number;
  readonly audience: Audience;
  /** The strictest of the list and all of its targets; it stands on every page and sheet. */
  readonly handling: Handling;
  /** Ranking policy, with its version. */
  readonly policy: string | undefined;
  readonly model: PackModel | undefined;
  /** How the list was made, and what its figures mean. */
  readonly method: readonly string[];
  /** Whom to call about the list. */
  readonly contacts: readonly PackContact[];
}

/** A list of targets. */
export interface TargetPack extends TargetPackHead {
  readonly targets: PackTargets;
}
