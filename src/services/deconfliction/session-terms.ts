/** What a side says of itself in a session, beside its elements. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { OpenedPackage } from '../exchange/open-package.ts';

const termsSchema = z.strictObject({
  /** Who of the side is asked first: the agency's liaison. */
  liaison: z.string().min(1).max(200),
  /** Whether the side tells the contacts of what both are after; they are told only where both do. */
  revealsContacts: z.boolean(),
  /** Rows of the list. */
  rows: z.int().min(0).max(1e6),
  /** Of the references of what was found; at the end of a session. */
  digest: z.string().max(64).optional(),
  /** Contacts by the overlap's reference. */
  contacts: z.record(z.string().regex(/^[0-9a-f]{16}$/), z.string().max(2000)).optional(),
});

/** Terms of a side. */
export type SessionTerms = z.infer<typeof termsSchema>;

/** Writes terms. */
export function writeTerms(terms: SessionTerms): Uint8Array {
  return Buffer.from(JSON.stringify(terms), 'utf8');
}

/**
 * Returns a file of a step by its name.
 * @throws `package-refused`.
 */
export function stepFile(path: string, { manifest, files }: OpenedPackage, name: string): Uint8Array {
  const index = manifest.files.findIndex((file) => file.name === name);
  if (index < 0) throw new AppError('package-refused', { file: path, reason: `it has no file ${name}` });
  return files[index]!;
}

/**
 * Returns the terms in a step.
 * @throws `package-refused`.
 */
export function readTerms(path: string, opened: OpenedPackage): SessionTerms {
  let raw: unknown;
  try {
    raw = JSON.parse(Buffer.from(stepFile(path, opened, 'terms.json')).toString('utf8'));
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
  const parsed = termsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new AppError('package-refused', { file: path, reason: 'its terms are not what a step of deconfliction says' });
}
