import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corruptions } from '../factories/corruptions.ts';
import { readWithBooks } from '../factories/read-with-books.ts';

/** The benchmark `throughput` runs a thousand of these; here are enough to see a reader that breaks. */
describe('damaged files', () => {
  it.each(corruptions(readFileSync, 1, 150))(
    'never crash a reader, and the books balance: $name',
    async ({ bytes, profile }) => {
      const outcome = await readWithBooks(bytes, profile);
      if (outcome.refused !== undefined) expect(outcome.refused.message.length).toBeGreaterThan(10);
      else {
        expect(outcome.rowsRead).toBe(outcome.accepted + outcome.rejected);
        for (const reject of outcome.rejects) {
          expect(reject.code).toMatch(/^[a-z-]+$/i);
          expect(reject.expected).not.toBe('');
        }
      }
    },
  );
});
