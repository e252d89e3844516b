/** What stands on the outside of a package's content, signed by its sender. */
import { z } from 'zod';
import { isAgencyCode } from '../../domain/agency.ts';
import { fieldGroups, onwardSharings } from '../../domain/agreement.ts';
import { type Handling, tlpLabels } from '../../domain/handling.ts';
import { canonicalJson } from '../../util/canonical-json.ts';

/** What a package may hold. */
export const exchangeKinds = ['consignments', 'measures', 'look-outs', 'history-cells'] as const;
/** A kind of {@link exchangeKinds}. */
export type ExchangeKind = (typeof exchangeKinds)[number];

/** Steps of deconfliction, which travel as packages do. */
export const deconflictionSteps = ['offer', 'answer', 'finish', 'close'] as const;

/** Kinds of package. */
const packageKinds = [...exchangeKinds, ...deconflictionSteps.map((step) => `deconfliction-${step}` as const)] as const;
/** A kind of {@link packageKinds}. */
export type PackageKind = (typeof packageKinds)[number];

const agency = z.string().refine(isAgencyCode, 'no code of an agency');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(200);
/** Milliseconds since 1970, up to the year 2286. */
const moment = z.int().min(0).max(1e13);

const handlingSchema = z.strictObject({
  ownerAgency: agency,
  tlp: z.enum(tlpLabels),
  sourceGrade: z.enum(['A', 'B', 'C', 'D', 'X']),
  informationGrade: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  europolCodes: z.array(z.enum(['H0', 'H1', 'H2', 'H3'])).max(4),
  nationalMarking: text.optional(),
  isOriginatorControlled: z.boolean(),
  purposes: z.array(text).max(32),
  expiresOn: z.iso.date().optional(),
});

const fileSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  handling: handlingSchema,
  rows: z.int().min(0).max(1e7),
  /** Bytes and SHA-256 of the file unpacked. */
  bytes: z.int().min(0).max(1e10),
  sha256,
});

const manifestSchema = z.strictObject({
  format: z.literal('touchstone-package-1'),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kind: z.enum(packageKinds),
  /** Agencies by their codes, and the installation's keys as their cards say. */
  from: z.strictObject({ agency, signingKey: z.string().max(64) }),
  to: z.strictObject({ agency, recipient: z.string().max(128) }),
  /** The agreement as the sender's installation has it. */
  agreement: z.strictObject({
    id: z.int().min(1),
    purposes: z.array(text).min(1).max(32),
    gateway: text.optional(),
    fields: z.array(z.enum(fieldGroups)).max(fieldGroups.length),
    onwardSharing: z.enum(onwardSharings),
    retentionDays: z.int().min(0).max(36_500),
  }),
  /** What it is sent for; one of the agreement's purposes. */
  purpose: text,
  createdAtMs: moment,
  expiresAtMs: moment,
  /** Cells that count fewer goods items are left out; for history cells alone. */
  leastItems: z.int().min(2).max(1000).optional(),
  /** Session of deconfliction that the package belongs to, and the package that it answers. */
  session: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  files: z.array(fileSchema).min(1).max(64),
  /** SHA-256 of the packed content. */
  contentSha256: sha256,
});

/** The manifest of a package. */
export type ExchangeManifest = z.infer<typeof manifestSchema>;

/** A file of a package as its manifest names it. */
export type ExchangeFile = ExchangeManifest['files'][number];

/** Returns the manifest in a text; undefined for what is none. */
export function parseManifest(json: string): ExchangeManifest | undefined {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return undefined;
  }
  const parsed = manifestSchema.safeParse(raw);
  return parsed.success ? parsed.data : undefined;
}

/** Returns the bytes of a manifest that are signed. */
export function manifestText(manifest: ExchangeManifest): string {
  return canonicalJson(manifest);
}

/** Returns a handling as a manifest has it. */
export function manifestHandling(handling: Handling): ExchangeFile['handling'] {
  const { nationalMarking, expiresOn, europolCodes, purposes, ...rest } = handling;
  return {
    ...rest,
    europolCodes: [...europolCodes],
    purposes: [...purposes],
    ...(nationalMarking === undefined ? {} : { nationalMarking }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  };
}
