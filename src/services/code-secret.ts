/** Secrets of time-based codes, sealed. */
import type { IdentityKey } from './key-ports.ts';
import type { SecretPort } from './password-ports.ts';
import { openSecret, type SecretUse, sealSecret } from './sealed-secret.ts';

/** Returns a secret sealed for one account. */
export function sealCodeSecret(
  key: IdentityKey,
  secrets: SecretPort,
  accountId: number,
  secret: Uint8Array,
): Uint8Array {
  return sealSecret(key, secrets, codesOf(accountId), secret);
}

/**
 * Returns the secret of an account.
 * @throws `artefact-invalid` where it was sealed under another key, for another account, or has changed.
 */
export function openCodeSecret(key: IdentityKey, accountId: number, sealed: Uint8Array): Uint8Array {
  return openSecret(key, codesOf(accountId), sealed);
}

function codesOf(accountId: number): SecretUse {
  return { purpose: 'touchstone code secrets', boundTo: `account:${accountId}` };
}
