/** Secrets sealed under the installation's key: a copy of the database alone gives none of them. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { IdentityKey } from './key-ports.ts';
import type { SecretPort } from './password-ports.ts';

const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

/** What a secret is for, and whose it is: sealed for one, it cannot be passed off as another's. */
export interface SecretUse {
  /** Part of the key's derivation. */
  readonly purpose: string;
  /** As `account:7`. */
  readonly boundTo: string;
}

/** Returns a secret sealed: nonce, ciphertext, tag (AES-256-GCM). */
export function sealSecret(key: IdentityKey, secrets: SecretPort, use: SecretUse, secret: Uint8Array): Uint8Array {
  const nonce = secrets.bytes(nonceBytes);
  const sealing = createCipheriv(cipher, sealingKey(key, use), nonce).setAAD(Buffer.from(use.boundTo));
  return Buffer.concat([nonce, sealing.update(secret), sealing.final(), sealing.getAuthTag()]);
}

/**
 * Returns a secret.
 * @throws `artefact-invalid` where it was sealed under another key, for another use, or has changed.
 */
export function openSecret(key: IdentityKey, use: SecretUse, sealed: Uint8Array): Uint8Array {
  try {
    const opening = createDecipheriv(cipher, sealingKey(key, use), sealed.subarray(0, nonceBytes))
      .setAAD(Buffer.from(use.boundTo))
      .setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]);
  } catch (error) {
    throw new AppError(
      'artefact-invalid',
      { name: `secret of ${use.boundTo}`, reason: 'it was sealed under another key of the installation' },
      error,
    );
  }
}

/** The key for sealing comes from the one for identities (HKDF, RFC 5869), so that one file holds all that is to be kept apart from the database. */
function sealingKey({ words }: IdentityKey, { purpose }: SecretUse): Uint8Array {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [at, word] of words.entries()) bytes.writeUInt32LE(word, at * 4);
  return new Uint8Array(hkdfSync('sha256', bytes, '', purpose, 32));
}
