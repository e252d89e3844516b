/** Books of a batch. */
import type { Batch } from '../../api/contract.ts';

/** Sums over all kinds of records of a batch. */
export interface BookSums {
  readonly accepted: number;
  readonly rejected: number;
  readonly added: number;
  readonly revised: number;
  readonly duplicate: number;
}

/** Adds the books of a batch up. */
export function sumBooks(books: Batch['books']): BookSums {
  const sums = { accepted: 0, rejected: 0, added: 0, revised: 0, duplicate: 0 };
  for (const book of books) {
    sums.accepted += book.accepted;
    sums.rejected += book.rejected;
    sums.added += book.added;
    sums.revised += book.revised;
    sums.duplicate += book.duplicate;
  }
  return sums;
}
