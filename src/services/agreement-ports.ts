/** What the use cases need of sharing agreements, in their own words. */
import type { Regime } from '../domain/agency.ts';
import type { Agreement, AgreementTerms, SharingMode, Signature } from '../domain/agreement.ts';

/** An agreement with the regimes of both sides. */
export interface KeptAgreement extends Agreement {
  readonly giverRegime: Regime;
  readonly takerRegime: Regime;
}

/** Agreements in an agency's view: those that it gives or takes by. */
export interface AgreementPort {
  /** In order of id. */
  list(): Promise<readonly KeptAgreement[]>;
  /** Those by which the view's agency is given something now. */
  taking(): Promise<readonly KeptAgreement[]>;
  /** @throws `not-found`. */
  get(id: number): Promise<KeptAgreement>;
  add(terms: AgreementTerms, proposed: Signature): Promise<number>;
  /** Signs for the view's agency; returns whether its signature was missing and the agreement has not ended. */
  sign(id: number, signature: Signature): Promise<boolean>;
  /** Returns whether it had not ended. */
  end(id: number, ended: Signature): Promise<boolean>;
  /** Regimes of the agencies that share the installation, disabled ones left out, by code. */
  regimes(): Promise<ReadonlyMap<string, Regime>>;
}

/** What the installation is. */
export interface SharingPort {
  mode(): Promise<SharingMode>;
  setMode(mode: SharingMode): Promise<void>;
  /** Makes what waits for an officer due for scoring where its agency's scores may read other facts than they did; returns the agencies. */
  noteChangedScopes(nowMs: number): Promise<readonly string[]>;
}

/** What is left of agreements that have ended, across the whole store. */
export interface RetentionPort {
  /** Agreements whose time to keep what was derived is over, and from which it was not erased yet. */
  due(nowMs: number): Promise<readonly KeptAgreement[]>;
  /** Erases what the taker derived, and notes that it was done; returns how much there was. */
  erase(agreement: Pick<Agreement, 'id' | 'giver' | 'taker'>, atMs: number): Promise<{ readonly matches: number }>;
}
