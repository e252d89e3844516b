/** What an agency's view has of batches. */
import type { Batch, QuarantinedRow } from './batch-ports.ts';

/** A batch as lists show it. */
export interface ListedBatch extends Batch {
  /** Why a file was refused whole. */
  readonly refusal: string | undefined;
}

/** Batches of the view's agency. */
export interface BatchViewPort {
  /** Files, the youngest first, behind one of the page before; consignments that were posted one by one are not among them. */
  list(page: { readonly beforeId: number | undefined; readonly limit: number }): Promise<readonly ListedBatch[]>;
  /** @throws `not-found`. */
  get(id: number): Promise<ListedBatch>;
  /** Rows of a batch in quarantine, in order of id. */
  quarantine(
    batchId: number,
    page: { readonly afterId: number; readonly limit: number },
  ): Promise<readonly QuarantinedRow[]>;
}
