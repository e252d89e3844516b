/** What the use cases need of a store's look-outs, and what a store needs to make them. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';
import type { LookOutGrade, LookOutKind, LookOutSubject } from '../domain/look-out.ts';
import type { Measure } from '../domain/measure.ts';

/** How finds become look-outs and goods items meet them: functions of their arguments, called within the transaction that stores the facts. */
export interface LookOutRules {
  subjectsOfItem(record: GoodsItemRecord): readonly LookOutSubject[];
  subjectsOfMeasure(measure: Measure): readonly LookOutSubject[];
  keysOfItem(record: GoodsItemRecord): readonly string[];
}

/** A look-out as it is kept. */
export interface LookOut {
  readonly id: number;
  readonly kind: LookOutKind;
  readonly grade: LookOutGrade;
  /** What to look for, as the source wrote it. */
  readonly subject: string;
  /** Id of the result that it was made of, `AGENCY/…`. */
  readonly source: string;
  readonly sourceKind: 'examination' | 'measure';
  /** The strictest of the result's and the consignment's. */
  readonly handling: Handling;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  /** When its result was retracted or revised so that it says something else; undefined for one that holds. */
  readonly withdrawnAtMs: number | undefined;
  /** Consignments that match it. */
  readonly matches: number;
}

/** A consignment that matches a look-out. */
export interface LookOutMatch {
  readonly lookOut: Omit<LookOut, 'matches'>;
  /** `AGENCY/REFERENCE`. */
  readonly consignment: string;
  readonly stage: string;
  readonly office: string | undefined;
  readonly releaseCutOffMs: number | undefined;
  readonly matchedAtMs: number;
}

/** Which look-outs are asked for. */
interface LookOutFilter {
  /** Only those that hold at this moment: neither withdrawn nor expired. Undefined means all. */
  readonly holdsAtMs?: number | undefined;
  readonly afterId?: number | undefined;
  readonly limit: number;
}

/** Which matches are asked for. */
interface LookOutMatchFilter {
  /** Matches of look-outs that hold now, with consignments that are still open. */
  readonly atMs: number;
  /** False leaves out matches with nothing but a route in common. */
  readonly hasWeak: boolean;
  readonly limit: number;
}

/** Look-outs and their matches. Both are made while facts are stored. */
export interface LookOutPort {
  /** In order of id. */
  list(filter: LookOutFilter): Promise<readonly LookOut[]>;
  /** Strongest grade first, then by release cut-off, the nearest first, then by consignment. */
  matches(filter: LookOutMatchFilter): Promise<readonly LookOutMatch[]>;
}
