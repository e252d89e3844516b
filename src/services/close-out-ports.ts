/** What an operation came to, against what was expected of it. */
import type { ReportingState, SituationCounts } from '../domain/situation-report.ts';

/** What became of the targets of one list, by what its agency has recorded. */
export interface ListResult {
  readonly version: number;
  readonly selected: number;
  readonly held: number;
  readonly examined: number;
  /** Physically examined with the check for infringements done. */
  readonly checked: number;
  /** With a result that suspects, detains or confirms an infringement; and those of them that are confirmed. */
  readonly found: number;
  readonly confirmed: number;
  /** Selected and not examined, by what was recorded of them; `nothing recorded` for the rest. */
  readonly notExamined: { readonly [execution: string]: number };
  /** Finds that were expected if every control is carried out, and the interval that holds 80% or more. */
  readonly expectedFinds: number;
  readonly findsInterval: readonly [number, number];
  /** Whether what was found lies in the interval, below or above it; undefined until every target was examined, for what is not executed is not found. */
  readonly verdict: 'within' | 'below' | 'above' | undefined;
}

/** The close-out of an operation. */
export interface CloseOut {
  readonly madeAtMs: number;
  /** Of the list of the agency that reads, the last that was sent; undefined where none was. */
  readonly list: ListResult | undefined;
  /** Sum of the final reports of all participants. */
  readonly reported: SituationCounts;
  readonly reporting: readonly ReportingState[];
}
