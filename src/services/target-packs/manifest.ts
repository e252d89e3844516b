/** The manifest of exported files: what was made, for whom, and the hashes by which it can be told that nothing was changed. */
import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { type Audience, audiences } from '../../domain/audience.ts';
import { AppError } from '../../errors.ts';
import { canonicalJson } from '../../util/canonical-json.ts';
import type { SigningKey } from '../key-ports.ts';

const file = z.strictObject({
  name: z.string().regex(/^[^/\\]{1,200}$/),
  mediaType: z.string(),
  byteCount: z.number().int().nonnegative(),
  /** Hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const schema = z.strictObject({
  format: z.literal('touchstone-manifest'),
  formatVersion: z.literal(1),
  title: z.string(),
  list: z.strictObject({ id: z.string(), version: z.number().int() }),
  audience: z.enum(audiences as [Audience, ...Audience[]]),
  purpose: z.string(),
  gateway: z.string().optional(),
  handling: z.array(z.string()),
  madeAtMs: z.number().int(),
  targets: z.number().int(),
  files: z.array(file).min(1).max(100),
  /** Ed25519, 32 bytes, in Base64. */
  publicKey: z.base64(),
  signature: z.base64(),
});

/** A signed manifest. */
export type Manifest = z.infer<typeof schema>;

/** A file in it. */
export type ManifestFile = z.infer<typeof file>;

/** Ends the name of a manifest. */
export const manifestEnding = '.manifest.json';

/** Returns a manifest signed with the installation's key. */
export function signManifest(
  content: Omit<Manifest, 'format' | 'formatVersion' | 'publicKey' | 'signature'>,
  key: SigningKey,
): Manifest {
  const publicKey = Buffer.from(key.publicKey).toString('base64');
  const unsigned = { format: 'touchstone-manifest', formatVersion: 1, ...content, publicKey } as const;
  return { ...unsigned, signature: Buffer.from(key.sign(signedBytes(unsigned))).toString('base64') };
}

/** Whether a manifest is what was signed with the key that it names. */
export function isSigned({ signature, ...unsigned }: Manifest): boolean {
  try {
    const x = Buffer.from(unsigned.publicKey, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, signedBytes(unsigned), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

/** What is signed begins with its own name, so that no signature of anything else fits. */
function signedBytes(unsigned: Omit<Manifest, 'signature'>): Uint8Array {
  return Buffer.from(`touchstone-manifest/1\n${canonicalJson(unsigned)}`);
}

/**
 * Returns the manifest in a text.
 * @throws `file-unreadable`.
 */
export function parseManifest(path: string, text: string): Manifest {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('file-unreadable', { file: path, reason: 'it is no manifest of exported files' }, error);
  }
}
