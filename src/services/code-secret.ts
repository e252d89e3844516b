/** Secrets of time-based codes, sealed under the installation's key: a copy of the database alone gives no codes. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { IdentityKey } from './key-ports.ts';
import type { SecretPort } from './password-ports.ts';

const nonceBytes = 12;
const tagBytes = 16;
const cipher = 'aes-256-gcm';

/** Returns a secret sealed for one account: nonce, ciphertext, tag (AES-256-GCM). */
export function sealCodeSecret(
  key: IdentityKey,
  secrets: SecretPort,
  accountId: number,
  secret: Uint8Array,
): Uint8Array {
  const nonce = secrets.bytes(nonceBytes);
  const sealing = createCipheriv(cipher, sealingKey(key), nonce).setAAD(boundTo(accountId));
  return Buffer.concat([nonce, sealing.update(secret), sealing.final(), sealing.getAuthTag()]);
}

/**
 * Returns the secret of an account.
 * @throws `artefact-invalid` where it was sealed under another key, for another account, or has changed.
 */
export function openCodeSecret(key: IdentityKey, accountId: number, sealed: Uint8Array): Uint8Array {
  try {
    const opening = createDecipheriv(cipher, sealingKey(key), sealed.subarray(0, nonceBytes))
      .setAAD(boundTo(accountId))
      .setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]);
  } catch (error) {
    throw new AppError(
      'artefact-invalid',
      { name: `code secret of account ${accountId}`, reason: 'it was sealed under another key of the installation' },
      error,
    );
  }
}

/** The key for sealing comes from the one for identities (HKDF, RFC 5869), so that one file holds all that is to be kept apart from the database. */
function sealingKey({ words }: IdentityKey): Uint8Array {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [at, word] of words.entries()) bytes.writeUInt32LE(word, at * 4);
  return new Uint8Array(hkdfSync('sha256', bytes, '', 'touchstone code secrets', 32));
}

function boundTo(accountId: number): Uint8Array {
  return Buffer.from(`account:${accountId}`);
}
