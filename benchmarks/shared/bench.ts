/** What a benchmark is. */
import type { BenchRow } from './bench-row.ts';
import type { MachineFacts } from './machine-facts.ts';

/** What a benchmark found. */
export interface BenchOutcome {
  readonly rows: readonly BenchRow[];
  /** Versions of what was used beside the project itself. */
  readonly versions: MachineFacts;
  /** Sentences that a reader of the figures needs. */
  readonly notes: readonly string[];
  /** What the rows are made of, shown after the notes and not with `--json`. */
  readonly tables?: readonly BenchTable[];
}

/** A table that is no list of figures with goals. */
export interface BenchTable {
  readonly title: string;
  /** In Markdown. */
  readonly text: string;
}

/** A benchmark that can be run. */
export interface Bench {
  /** Name in `npm run bench:NAME` and of its result. */
  readonly name: string;
  readonly title: string;
  /** Runs it; `tell` says how far it is. */
  measure(tell: (text: string) => void): Promise<BenchOutcome>;
}
