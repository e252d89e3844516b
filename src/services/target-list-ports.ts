/** What the use cases need of lists of targets that a store keeps. */

/** A list that is not kept yet. */
interface NewTargetList {
  readonly madeAtMs: number;
  readonly policy: string;
  readonly seed: number;
  /** What ranking said, without the targets. */
  readonly report: unknown;
  readonly targets: readonly unknown[];
  /** The list for officers as CSV. */
  readonly csv: string;
}

/** A list as it is kept. */
interface TargetList extends NewTargetList {
  readonly id: number;
}

/** Forms in which a list leaves the store. */
export const exportFormats = ['csv', 'ndjson'] as const;

/** A form of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];

/** A file that was made of a list. */
interface TargetExport {
  readonly id: number;
  readonly listId: number;
  readonly format: ExportFormat;
  readonly madeAtMs: number;
  readonly sha256: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Lists of targets. */
export interface TargetListPort {
  add(list: NewTargetList): Promise<number>;
  /** @throws `not-found`. */
  get(id: number): Promise<TargetList>;
  list(limit: number): Promise<readonly Omit<TargetList, 'targets' | 'csv'>[]>;
  /** Keeps a file of a list; made again it replaces itself. Returns its id. */
  keepExport(made: Omit<TargetExport, 'id'>): Promise<number>;
  /** @throws `not-found`. */
  getExport(listId: number, format: ExportFormat): Promise<TargetExport>;
}
