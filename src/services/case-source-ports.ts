/** What the page of a case needs of the facts of a view's agency. */
import type { Examination } from '../domain/examination.ts';
import type { LookOutGrade, LookOutKind } from '../domain/look-out.ts';

/** A look-out that a consignment matches. */
export interface CaseLookOut {
  readonly kind: LookOutKind;
  readonly grade: LookOutGrade;
  readonly subject: string;
  readonly expiresAtMs: number;
}

/** Facts about one consignment. */
export interface CaseSourcePort {
  /** Current examinations of a consignment, the latest first. */
  examinationsOf(consignmentId: number): Promise<readonly Examination[]>;
  /** Look-outs that hold and that a consignment matches, the strongest first. */
  lookOutsOf(consignmentId: number, atMs: number): Promise<readonly CaseLookOut[]>;
}
