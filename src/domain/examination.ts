/** An examination: an observation made by an officer, and the coded outcome that may never be left out. */
import type { ConsignmentReferences } from './consignment.ts';
import type { Handling } from './handling.ts';
import type { Moment } from './moment.ts';
import type { RowOrigin } from './row-origin.ts';

/** Kinds of control. */
export const controlKinds = ['documentary', 'scan', 'physical'] as const;
/** A control kind of {@link controlKinds}. */
export type ControlKind = (typeof controlKinds)[number];

/** How far a physical examination went. */
export const examinationDepths = ['tailgate', 'partial', 'full'] as const;
/** A depth of {@link examinationDepths}. */
export type ExaminationDepth = (typeof examinationDepths)[number];

/** The law that decides whether goods are counterfeit, pirated or suspected of infringing. */
export const iprTypes = [
  'trade-mark',
  'geographical-indication',
  'copyright',
  'design',
  'patent',
  'supplementary-protection-certificate',
  'plant-variety',
  'utility-model',
  'topography',
  'trade-name',
] as const;
/** A right of {@link iprTypes}. */
export type IprType = (typeof iprTypes)[number];

/**
 * Coded outcomes. The label states of the architecture's idea 4, and what an examination may also end with: nothing
 * found, or an infringement of other law.
 */
export const outcomes = [
  'nothing-found',
  'suspected',
  'detained',
  'confirmed',
  'genuine',
  'authorised',
  'no-right',
  'silent',
  'contested',
  'other-infringement',
] as const;
/** An outcome of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number];

/** One examination with its outcome. A result names an item or, without `itemNumber`, the whole consignment. */
export interface Examination {
  readonly kind: 'examination';
  readonly origin: RowOrigin;
  /** `AGENCY/REFERENCE` of the examination itself; a later one with the same id revises it. */
  readonly id: string;
  readonly agency: string;
  readonly references: ConsignmentReferences;
  readonly itemNumber: number | undefined;
  readonly control: ControlKind;
  readonly depth: ExaminationDepth | undefined;
  readonly iprChecked: 'yes' | 'no' | 'unknown';
  readonly examinedAt: Moment | undefined;
  /** When the result was recorded, and so could be known. */
  readonly knownAt: Moment;
  readonly outcome: Outcome;
  readonly iprType: IprType | undefined;
  readonly brand: string | undefined;
  readonly articlesCount: number | undefined;
  /** Whether this record takes back the result of the same id. */
  readonly isRetracted: boolean;
  readonly handling: Handling;
}
