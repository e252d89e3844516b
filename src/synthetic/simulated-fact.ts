/** What happens in a simulated world, with the truth that no agency sees. */
import type { Channel, ConsignmentReferences } from '../domain/consignment.ts';
import type { ControlKind, ExaminationDepth, IprType, Outcome } from '../domain/examination.ts';
import type { DetectionMethod, MeasureKind } from '../domain/measure.ts';
import type { ItemPrior } from './consignments/item-prior.ts';
import type { GoodsKind } from './goods/goods-kind.ts';

/** A party of the world; the number stands for the real person or firm, whatever identifiers agencies give. */
export interface SimulatedParty {
  readonly number: number;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly partyKind: 'natural' | 'business';
  readonly isAuthorisedOperator: boolean;
  /** Number of its postal address; parties that share an address have the same. */
  readonly addressNumber: number;
  /** Number of its telephone; parties that share a telephone have the same. */
  readonly phoneNumber: number;
}

/** The true state of an item. Only labels and an oracle may read it. */
interface ItemTruth {
  readonly isInfringing: boolean;
  /** The maker's own odds: probability of infringement by the sender and its plan, before anything was drawn, 0…1. */
  readonly probability: number;
  /** Natural logarithm of the posterior odds of infringement given everything that is declared. */
  readonly oracleMargin: number;
  /** The maker's distribution of items such as this one (of a group, when the order carries fakes); what is declared is weighed against it. */
  readonly prior: ItemPrior;
  /** What else the sender's plan leaves to be seen, in words. */
  readonly circumstances: readonly string[];
  /** Number of the group of infringers behind it, where there is one. */
  readonly groupNumber: number | undefined;
  /** What the goods really are. */
  readonly goods: GoodsKind;
  readonly brand: string | undefined;
}

/** One goods item as declared, with its truth beside it. */
export interface SimulatedItem {
  /** 1-based. */
  readonly itemNumber: number;
  /** The kind of goods that is declared. */
  readonly goods: GoodsKind;
  /** In English; the declared kind's own text unless it was made vague. */
  readonly description: string;
  readonly descriptionDe: string;
  readonly originCountry: string;
  /** Pieces, pairs or kilograms by the unit of the goods. */
  readonly quantity: number;
  readonly netMassKg: number;
  readonly grossMassKg: number;
  /** Undefined where a postal declaration gives none. */
  readonly valueUsd: number | undefined;
  readonly dutyRatePercent: number;
  readonly isPreferential: boolean;
  /** Whether the description says nothing. */
  readonly isVague: boolean;
  readonly declaredBrand: string | undefined;
  /** A brand that the description names misspelt. */
  readonly hiddenBrand: string | undefined;
  readonly truth: ItemTruth;
}

/** One consignment as declared to one agency. Times are UTC milliseconds. */
export interface SimulatedConsignment {
  readonly number: number;
  readonly agency: string;
  readonly channel: Channel;
  /** UN Recommendation 19. */
  readonly mode: string;
  readonly office: string;
  readonly departureCountry: string;
  readonly transitCountries: readonly string[];
  /** Code of the free zone that the goods came through. */
  readonly freeZone: string | undefined;
  readonly importer: SimulatedParty;
  /** Number of the address that the goods are delivered to. */
  readonly deliveryAddressNumber: number;
  /** Who ships: the seller, or the house that ships for it. */
  readonly consignor: SimulatedParty;
  readonly seller: SimulatedParty;
  /** Marketplace that the sale was made on. */
  readonly platform: string | undefined;
  readonly declarant: SimulatedParty;
  readonly carrier: SimulatedParty;
  readonly references: ConsignmentReferences;
  readonly containers: readonly string[];
  readonly declaredAtMs: number;
  readonly etaMs: number;
  readonly arrivedMs: number;
  readonly presentedMs: number;
  readonly releaseCutOffMs: number;
  readonly items: readonly SimulatedItem[];
}

/** A consignment is declared; it is known at `declaredAtMs`. */
export interface DeclarationFact {
  readonly kind: 'declaration';
  readonly knownAtMs: number;
  readonly consignment: SimulatedConsignment;
}

/** The data that travels ahead of a consignment becomes known, before its declaration. */
export interface ManifestFact {
  readonly kind: 'manifest';
  readonly knownAtMs: number;
  readonly consignment: SimulatedConsignment;
  readonly stage: 'pre-loading' | 'pre-arrival';
}

/** An examination's result becomes known; a later fact of the same number revises it. */
export interface ExaminationFact {
  readonly kind: 'examination';
  readonly knownAtMs: number;
  readonly number: number;
  readonly consignment: SimulatedConsignment;
  /** Undefined where the result names the whole consignment. */
  readonly itemNumber: number | undefined;
  readonly examinedAtMs: number;
  readonly control: ControlKind;
  readonly depth: ExaminationDepth | undefined;
  readonly iprChecked: 'yes' | 'no' | 'unknown';
  readonly outcome: Outcome;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  readonly articlesCount: number | undefined;
}

/** A measure is taken on goods that were found. */
export interface MeasureFact {
  readonly kind: 'measure';
  readonly knownAtMs: number;
  readonly number: number;
  readonly consignment: SimulatedConsignment;
  readonly item: SimulatedItem;
  /** How well the agency wrote down what the measure belongs to. */
  readonly link: 'good' | 'mistyped' | 'none';
  readonly takenAtMs: number;
  readonly measureKind: MeasureKind;
  readonly outcome: Outcome;
  readonly iprType: IprType;
  readonly brand: string;
  readonly rightHolder: string;
  readonly articlesCount: number;
  /** Retail value of genuine goods, in US dollars. */
  readonly retailValueUsd: number;
  readonly concealment: string | undefined;
  readonly detectionMethod: DetectionMethod;
}

/** A right is recorded with an agency. */
export interface RightsFact {
  readonly kind: 'rights-record';
  readonly knownAtMs: number;
  readonly number: number;
  readonly agency: string;
  /** ISO 3166-1 alpha-2 of the agency's country. */
  readonly territory: string;
  readonly rightHolder: string;
  readonly brand: string;
  readonly iprType: IprType;
  readonly hsPrefixes: readonly string[];
  readonly validFromMs: number;
  readonly validToMs: number;
  readonly acceptsSmallConsignments: boolean;
  /** Parties that the right holder lets import the goods. */
  readonly authorisedParties: readonly SimulatedParty[];
}

/** Anything that becomes known in the world. */
export type SimulatedFact = DeclarationFact | ManifestFact | ExaminationFact | MeasureFact | RightsFact;
