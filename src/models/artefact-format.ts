/** The layout of `model.bin`: a fixed start, a JSON header, aligned little-endian arrays, and a checksum at the end. */
import { z } from 'zod';

/** First bytes of every model file. */
export const artefactMagic = 'TSTN';
/** Version of the layout that this program writes and reads. */
export const artefactFormatVersion = 2;
/** Bytes before the header: magic, format version, header length. */
export const artefactPrefixBytes = 12;
/** Arrays start at multiples of this. */
export const artefactAlignment = 8;
/** Bytes of the SHA-256 checksum that ends the file. */
export const artefactChecksumBytes = 32;
/** Largest header read. */
export const artefactHeaderLimit = 64 * 1024 * 1024;

const arraySchema = z.strictObject({
  type: z.enum(['f64', 'f32', 'i32', 'u8']),
  length: z
    .int()
    .min(0)
    .max(2 ** 31),
  /** Bytes from the end of the header's padding. */
  offset: z.int().min(0),
});

/** Where an array lies and what it holds. */
export type ArrayPlace = z.infer<typeof arraySchema>;

const finite = z.number().refine(Number.isFinite);
const memberSchema = z.strictObject({
  name: z.string().min(1).max(200),
  weight: finite.min(0),
  baseMargin: finite,
  treeOffsets: arraySchema,
  feature: arraySchema,
  threshold: arraySchema,
  leftChild: arraySchema,
  rightChild: arraySchema,
  missingGoesLeft: arraySchema,
  value: arraySchema,
  cover: arraySchema,
});

const calibratorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('platt'), slope: finite.gt(0), intercept: finite }),
  z.strictObject({ kind: z.literal('isotonic'), margins: arraySchema, probabilities: arraySchema }),
]);

const rightSchema = z.strictObject({
  brand: z.string().min(1).max(1000),
  territories: z.array(z.string().max(10)).max(1000),
  hsPrefixes: z.array(z.string().max(12)).max(10_000),
  knownTick: z.int(),
  validFromTick: z.int(),
  validToTick: z.int().nullable(),
  authorised: z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(1_000_000),
});

/** A rights record as an artefact carries it: ticks are hours since the epoch, authorised parties keyed hashes. */
export type ArtefactRight = z.infer<typeof rightSchema>;

/** Schema of the JSON header. */
export const artefactHeaderSchema = z.strictObject({
  name: z.string().min(1).max(200),
  version: z.string().min(1).max(200),
  intercept: finite,
  members: z.array(memberSchema).min(1).max(64),
  calibrator: calibratorSchema,
  features: z
    .array(z.strictObject({ name: z.string().min(1).max(200), version: z.int().min(1) }))
    .min(1)
    .max(100_000),
  featureHash: z.string(),
  peerValues: arraySchema,
  dictionaries: z.record(z.string(), z.array(z.string())),
  keyId: z.string().min(1).max(200),
  rights: z.array(rightSchema).max(1_000_000),
});

/** The JSON header. */
export type ArtefactHeader = z.infer<typeof artefactHeaderSchema>;

/** Typed array constructors by type name. */
export const arrayTypes = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;
