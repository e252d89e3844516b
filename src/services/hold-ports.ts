/** What the use cases need of operators and holds of a view's agency. */
import type { Channel } from '../domain/consignment.ts';
import type { ControlKind } from '../domain/examination.ts';
import type { HoldState, OperatorKind } from '../domain/hold.ts';

/** An operator that is not kept yet. */
export interface NewOperator {
  readonly name: string;
  readonly kind: OperatorKind;
  /** Office codes that it serves; empty means any. */
  readonly offices: readonly string[];
  /** Empty means any. */
  readonly channels: readonly Channel[];
  /** Where holds are announced; undefined leaves it to the operator to ask. */
  readonly webhookUrl: string | undefined;
  /** Sealed. */
  readonly webhookSecret: Uint8Array | undefined;
}

/** Whoever has goods in its hands: a terminal, an express hub, a post. */
export interface Operator extends NewOperator {
  readonly id: number;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | undefined;
  readonly version: number;
}

/** What an operator needs to find goods, and nothing else. */
export interface HeldGoods {
  readonly declaration: string | undefined;
  readonly houseBill: string | undefined;
  readonly airWaybill: string | undefined;
  readonly masterBill: string | undefined;
  readonly s10: string | undefined;
  readonly containers: readonly string[];
  readonly location: string | undefined;
  readonly office: string | undefined;
  readonly releaseCutOffMs: number | undefined;
}

/** A hold. */
export interface Hold {
  readonly id: number;
  readonly caseId: number;
  readonly operatorId: number;
  readonly operatorName: string;
  /** Opaque: it says nothing of the case. */
  readonly reference: string;
  readonly control: ControlKind;
  readonly goods: HeldGoods;
  readonly state: HoldState;
  readonly requestedAtMs: number;
  /** From when on the operator sees it. */
  readonly visibleFromMs: number;
  readonly acknowledgedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
}

/** Which holds are listed, newest first. */
interface HoldFilter {
  readonly operatorId?: number | undefined;
  /** Only those that are visible at this moment and were not withdrawn. */
  readonly visibleAtMs?: number | undefined;
  readonly states?: readonly HoldState[] | undefined;
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** A hold that is to be announced. */
export interface HoldToAnnounce {
  readonly hold: Hold;
  readonly webhookUrl: string;
  /** Sealed. */
  readonly webhookSecret: Uint8Array | undefined;
  /** With this one. */
  readonly attempts: number;
}

/** Operators and holds. */
export interface HoldPort {
  /** @throws `conflict` where the name is taken. */
  addOperator(operator: NewOperator, atMs: number): Promise<number>;
  /** Returns whether it was there in that version. */
  changeOperator(id: number, version: number, operator: NewOperator): Promise<boolean>;
  disableOperator(id: number, atMs: number): Promise<boolean>;
  operator(id: number): Promise<Operator | undefined>;
  /** In order of name. */
  operators(): Promise<readonly Operator[]>;
  /** The operator that serves an office and channel, the one that says so most exactly first; undefined without any. */
  operatorFor(office: string | undefined, channel: string | undefined): Promise<Operator | undefined>;
  request(hold: Omit<Hold, 'id' | 'operatorName' | 'state' | 'acknowledgedAtMs' | 'endedAtMs'>): Promise<number>;
  list(filter: HoldFilter): Promise<readonly Hold[]>;
  ofCase(caseId: number): Promise<readonly Hold[]>;
  /** By reference, among those that an operator, or any of them, may see; others wait until this transaction is over. */
  findToAnswer(reference: string, operatorId: number | undefined, nowMs: number): Promise<Hold | undefined>;
  answer(id: number, state: HoldState, answer: { readonly atMs: number; readonly by: string }): Promise<void>;
  /** Takes back holds of a case that no operator can have seen; returns whether all of them were such. */
  withdraw(caseId: number, nowMs: number): Promise<boolean>;
  /** Takes visible holds that were not announced and whose next attempt is due; nobody else gets them before `againAfterMs`. */
  takeToAnnounce(nowMs: number, againAfterMs: number, limit: number): Promise<readonly HoldToAnnounce[]>;
  markAnnounced(id: number, atMs: number): Promise<void>;
  announceAgain(id: number, afterMs: number): Promise<void>;
}

/** Tells other machines something. */
export interface WebhookPort {
  /**
   * Posts a JSON text and returns the status of the answer; follows no redirect.
   * @throws where there is none within ten seconds.
   */
  post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number>;
}
