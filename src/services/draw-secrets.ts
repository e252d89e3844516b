/** Secrets that are drawn: tokens for machines to carry, and passwords for people to type once. */
import { createHash } from 'node:crypto';
import type { SecretPort } from './password-ports.ts';

/** Crockford's base 32 in lower case: no letter looks like a digit. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const tokenBytes = 32;

/** Returns 256 bits as base64url. */
export function drawToken(secrets: SecretPort): string {
  return Buffer.from(secrets.bytes(tokenBytes)).toString('base64url');
}

/** Returns so many letters and digits of five bits each. */
export function drawLetters(secrets: SecretPort, count: number): string {
  return [...secrets.bytes(count)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** Returns a password of 100 bits that can be read out and typed: `0f3k9-…` in four groups of five. */
export function drawOneTimePassword(secrets: SecretPort): string {
  return drawLetters(secrets, 20).match(/.{5}/g)!.join('-');
}

/** SHA-256 of a token. A token has so many bits that no slow hash is needed. */
export function hashOfToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}
