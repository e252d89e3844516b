/** One figure of a benchmark. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is compared with. */
  readonly rival?: string;
  readonly rivalValue?: number;
  /** `value / rivalValue`; where it is given, the goal is judged on it. */
  readonly ratio?: number;
  /** An operator and a bare number, as in `>= 0.99`. */
  readonly goal?: string;
  /** A goal that a decision (docs/adr) has replaced; shown, and judged by nothing. */
  readonly goalWas?: string;
}
