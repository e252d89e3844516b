/** Invented batches and models. */
import type { z } from 'zod';
import type { batch, quarantinedRow } from '../../../src/http/schemas/batches.ts';
import type { model } from '../../../src/http/schemas/models.ts';

/** Batches, latest first. */
export function mockBatches(nowMs: number): z.input<typeof batch>[] {
  const books = { recordKind: 'declaration', accepted: 1985, rejected: 15, added: 1900, revised: 40, duplicate: 45 };
  const loaded = {
    fileName: 'aurelia-declarations.csv',
    profile: 'aurelia',
    agency: 'aurelia',
    receivedAtMs: nowMs - 900_000,
    byteCount: 481_233,
    rowsDone: 2000,
    rowsTotal: 2000,
    refusal: null,
    books: [books],
  };
  return [
    { ...loaded, id: 3, state: 'loaded' },
    {
      ...loaded,
      id: 2,
      state: 'loaded',
      fileName: 'aurelia-measures.csv',
      books: [{ ...books, recordKind: 'measure', rejected: 0 }],
    },
    {
      ...loaded,
      id: 1,
      state: 'refused',
      fileName: 'manifest.xlsx',
      rowsDone: 0,
      refusal: 'The file has no header row.',
      books: [],
    },
  ];
}

/** Rows in quarantine. */
export const mockQuarantine: readonly z.input<typeof quarantinedRow>[] = [
  {
    id: 1,
    row: 17,
    column: 'hs',
    code: 'not-a-code',
    expected: 'six to ten digits',
    raw: '17;64A411;Schuhe;;120',
    state: 'waiting',
  },
  {
    id: 2,
    row: 204,
    column: null,
    code: 'wrong-column-count',
    expected: '14 columns',
    raw: '204;<script>alert(1)</script>',
    state: 'accepted',
  },
];

/** Models of one stage. */
export function mockModels(nowMs: number): z.input<typeof model>[] {
  const figures = [
    { name: 'AUC', value: 0.871, low: 0.85, high: 0.89 },
    { name: 'precision in the top 5%', value: 0.412, low: 0.38, high: 0.45 },
  ];
  const shared = {
    stage: 'declaration',
    needsRetraining: false,
    figures,
    protocol: 'trained before July, judged on July to September',
  };
  const trainedOn = { from: '2026-01-01', to: '2026-06-30', rows: 120_400 };
  return [
    {
      ...shared,
      name: 'aurelia',
      version: '3',
      role: 'champion',
      promotedAtMs: nowMs - 86_400_000,
      reason: 'Better on sea freight.',
      trainedOn,
    },
    {
      ...shared,
      name: 'sample',
      version: '1',
      role: 'former',
      promotedAtMs: nowMs - 9 * 86_400_000,
      reason: null,
      trainedOn,
      needsRetraining: true,
    },
    { ...shared, name: 'aurelia', version: '4', role: 'candidate', promotedAtMs: null, reason: null, trainedOn: null },
  ];
}

/** A card. */
export const mockCard = `# Card of aurelia@3

Trained on **simulated** data with \`train\`.

## Figures

|  | precision | recall |
|---|---|---|
| 1% | 0.61 | 0.12 |
| 5% | 0.41 | 0.37 |

- It must not select real consignments.
- See [the recipe](docs/recipe.md).
`;
