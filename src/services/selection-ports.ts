/** What the use cases need of past selections, for statistics alone: no view of an agency has this. */
import type { DecisionCode, ExecutionCode } from '../domain/case-decision.ts';
import type { Examination } from '../domain/examination.ts';
import type { Measure } from '../domain/measure.ts';
import type { CaseState } from '../domain/review-case.ts';
import type { SelectionSource } from '../ranking/ordered-candidate.ts';
import type { ReroutedLanes } from './selectivity-ports.ts';

/** A case that was selected, and what became of it. */
export interface KeptSelection {
  readonly caseId: number;
  /** `manual` also where nothing but an officer chose it: selected by no ranking, and decided for a control that uses capacity. */
  readonly source: SelectionSource;
  /** Ids of versions of rules that matched and drew it. */
  readonly rules: readonly number[];
  readonly state: CaseState;
  readonly decision: DecisionCode | undefined;
  readonly decidedAtMs: number | undefined;
  readonly execution: ExecutionCode | undefined;
  readonly openedAtMs: number;
  /** Whether an operator said that it holds the goods. */
  readonly isHeld: boolean;
  /** Current results that name its consignment. */
  readonly results: readonly (Examination | Measure)[];
}

/** Selections and moves to other lanes. */
export interface SelectionPort {
  /** Selections of an agency's cases that were opened at or after a moment, in order of case, after one. */
  list(range: {
    readonly agency: string;
    readonly sinceMs: number;
    readonly afterId: number;
    readonly limit: number;
  }): Promise<readonly KeptSelection[]>;
  /** How often officers moved cases from which lane to which since a moment. */
  reroutes(agency: string, sinceMs: number): Promise<readonly (ReroutedLanes & { readonly count: number })[]>;
}
