/** Sharing agreements: what one agency of the installation gives another, for what, and for how long. */
import type { Regime } from './agency.ts';
import type { TlpLabel } from './handling.ts';

/** What an agreement may give. `history`: that the giver's facts count in the scores of the taker. Scores and cases are never given. */
export const sharedKinds = ['consignments', 'results', 'look-outs', 'history'] as const;
/** A kind of {@link sharedKinds}. */
export type SharedKind = (typeof sharedKinds)[number];

/** Groups of a record's fields that an agreement may give. References, times, office and route go with every record. */
export const fieldGroups = ['parties', 'goods', 'prices', 'results'] as const;
/** A group of {@link fieldGroups}. */
export type FieldGroup = (typeof fieldGroups)[number];

/** Whether the taker may hand on what it was given. */
export const onwardSharings = ['no', 'with-consent', 'yes'] as const;
/** One of {@link onwardSharings}. */
export type OnwardSharing = (typeof onwardSharings)[number];

/** Labels that an agreement can give up to; what is stricter stays with its owner. */
export const givenLabels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER'] as const satisfies readonly TlpLabel[];
/** A label of {@link givenLabels}. */
export type GivenLabel = (typeof givenLabels)[number];

/** What two agencies agree on. */
export interface AgreementTerms {
  /** Codes of agencies. */
  readonly giver: string;
  readonly taker: string;
  readonly kinds: readonly SharedKind[];
  /** Purposes for which the taker may use it; a record must allow one of them too. */
  readonly purposes: readonly string[];
  /** Law or arrangement by which data cross from one legal regime to another; needed where the two agencies' regimes differ. */
  readonly gateway: string | undefined;
  readonly fields: readonly FieldGroup[];
  /** The strictest label that is given. */
  readonly maximumTlp: GivenLabel;
  readonly onwardSharing: OnwardSharing;
  readonly fromMs: number;
  /** Not included; undefined means until it is ended. */
  readonly toMs: number | undefined;
  /** Days after the end for which the taker may keep what it derived. */
  readonly retentionDays: number;
}

/**
 * What an installation is. A single command centre: agencies under one roof, whose facts count in each other's scores, and whose look-outs meet each other's consignments where the label lets them.
 * A network: nothing reaches another agency but by an agreement.
 */
export const sharingModes = ['command-centre', 'network'] as const;
/** One of {@link sharingModes}. */
export type SharingMode = (typeof sharingModes)[number];

/** When and by whom (`actorLabel`) something was done. */
export interface Signature {
  readonly by: string;
  readonly atMs: number;
}

/** An agreement. */
export interface Agreement extends AgreementTerms {
  readonly id: number;
  readonly proposed: Signature;
  /** Signatures of the two liaisons; it is in force only with both. */
  readonly signedByGiver: Signature | undefined;
  readonly signedByTaker: Signature | undefined;
  readonly ended: Signature | undefined;
}

/** Where an agreement stands: `draft` lacks a signature, `approved` has both and has not begun. */
export type AgreementState = 'draft' | 'approved' | 'in-force' | 'ended';

/** Returns where an agreement stands at a moment. */
export function agreementState(
  { signedByGiver, signedByTaker, ended, fromMs, toMs }: Agreement,
  nowMs: number,
): AgreementState {
  if ((ended !== undefined && ended.atMs <= nowMs) || (toMs !== undefined && toMs <= nowMs)) return 'ended';
  if (signedByGiver === undefined || signedByTaker === undefined) return 'draft';
  return fromMs <= nowMs ? 'in-force' : 'approved';
}

/** Returns when an agreement ended, or will end; undefined for one without an end. */
export function agreementEndMs({ ended, toMs }: Pick<Agreement, 'ended' | 'toMs'>): number | undefined {
  if (ended === undefined || toMs === undefined) return ended?.atMs ?? toMs;
  return Math.min(ended.atMs, toMs);
}

/** Returns why terms cannot be agreed on by agencies of these regimes; empty where they can. */
export function termProblems(
  terms: AgreementTerms,
  regimes: { readonly giver: Regime; readonly taker: Regime },
): readonly string[] {
  const problems: string[] = [];
  if (terms.giver === terms.taker) problems.push('an agency needs no agreement with itself');
  if (terms.kinds.length === 0) problems.push('kinds: name at least one');
  if (terms.purposes.length === 0) problems.push('purposes: name at least one');
  if (regimes.giver !== regimes.taker && terms.gateway === undefined) {
    problems.push(`gateway: data cross from ${regimes.giver} to ${regimes.taker}, which needs a named gateway`);
  }
  if (terms.toMs !== undefined && terms.toMs <= terms.fromMs) problems.push('toMs: must lie behind fromMs');
  return problems;
}
