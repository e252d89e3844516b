/** The manifest of a model: what it was made from, how it was judged, and how it may be handled. */
import { z } from 'zod';
import { AppError } from '../errors.ts';

const share = z.number().min(0).max(1);
const maybe = z.number().nullable();

const figuresSchema = z.strictObject({
  /** How the figures came about: which rows, in which order of time, with which labels visible. */
  protocol: z.string(),
  rows: z.int(),
  positives: z.int(),
  baseRate: maybe,
  auc: maybe,
  prAuc: maybe,
  brier: maybe,
  at: z.array(
    z.strictObject({
      share,
      selected: z.int(),
      precision: maybe,
      recall: maybe,
      lift: maybe,
      interval: z.tuple([maybe, maybe]),
    }),
  ),
  floors: z.array(
    z.strictObject({
      name: z.string(),
      auc: maybe,
      at: z.array(z.strictObject({ share, selected: z.int(), precision: maybe, recall: maybe, lift: maybe })),
    }),
  ),
});

const manifestSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  formatVersion: z.int(),
  /** ISO date or time on which it was made. */
  createdAt: z.string(),
  codeVersion: z.string(),
  recipe: z.strictObject({ name: z.string(), version: z.int(), sha256: z.string() }),
  seed: z.number(),
  stage: z.string(),
  label: z.strictObject({ name: z.string(), state: z.string() }),
  profiles: z.array(z.string()),
  trainingWindow: z.strictObject({ from: z.string(), to: z.string() }),
  rows: z.strictObject({ read: z.int(), labelled: z.int(), positive: z.int() }),
  stalenessDays: z.int(),
  dataSha256: z.string(),
  features: z.strictObject({ count: z.int(), sha256: z.string() }),
  members: z.array(
    z.strictObject({
      name: z.string(),
      weight: z.number(),
      treeCount: z.int(),
      depth: z.int(),
      featureCount: z.int(),
      tailLoss: z.number(),
    }),
  ),
  calibration: z.enum(['platt', 'isotonic']),
  history: z.strictObject({ entities: z.int(), cells: z.int(), asOf: z.string() }),
  keyId: z.string(),
  /** Figures on data the model did not see; null where none were kept back. */
  figures: figuresSchema.nullable(),
  handling: z.strictObject({ ownerAgency: z.string(), tlp: z.string(), purposes: z.array(z.string()) }),
  /** What the reader of the card must know. */
  notes: z.array(z.string()),
});

/** A validated manifest. */
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * Returns the manifest in a JSON text.
 * @throws `artefact-invalid` with every problem.
 */
export function parseManifest(name: string, text: string): Manifest {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new AppError('artefact-invalid', { name, reason: 'its manifest is not JSON' }, error);
  }
  const parsed = manifestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'top'}: ${issue.message}`);
  throw new AppError('artefact-invalid', { name, reason: `its manifest has problems: ${problems.join('; ')}` });
}
