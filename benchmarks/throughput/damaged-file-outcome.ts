/** What became of one damaged file, as the process that read it tells. */

/** `read`: books balance. `refused`: whole, with a code. `unbalanced` and `crash` are defects, told in `detail`. */
export interface DamagedFileOutcome {
  readonly index: number;
  readonly name: string;
  readonly state: 'read' | 'refused' | 'unbalanced' | 'crash';
  readonly detail: string;
}

/** What the reading process sends: first that it begins a file, then what became of it. */
export type DamagedFileMessage = { readonly begins: number; readonly name: string } | DamagedFileOutcome;

/** Which files it is to read: those of this seed from `first` to `count`. */
export interface DamagedFileOrder {
  readonly seed: number;
  readonly count: number;
  readonly first: number;
  readonly folder: string;
}
