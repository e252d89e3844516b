/** Elements of a private set intersection: keys as points of Curve25519, blinded with one-time scalars (ADR 16). */
import { createHash, createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';
import { AppError } from '../../errors.ts';

/** Bytes of an element. */
export const elementBytes = 32;

const prime = 2n ** 255n - 19n;
/** PKCS #8 of an X25519 key up to its 32 bytes (RFC 8410). */
const privateKeyHead = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * Returns the u-coordinate that stands for a key: SHA-512 of the session and the key, taken modulo p as a little-endian number. It lies on Curve25519 or on its twist; X25519 (RFC 7748)
 * multiplies both, and nobody knows its logarithm.
 */
export function hashToElement(session: string, key: string): Uint8Array {
  const hash = createHash('sha512').update(`touchstone deconfliction 1\0${session}\0${key}`, 'utf8').digest();
  let left = BigInt(`0x${hash.reverse().toString('hex')}`) % prime;
  const element = new Uint8Array(elementBytes);
  const view = new DataView(element.buffer);
  for (let at = 0; at < elementBytes; at += 8) {
    view.setBigUint64(at, left & 0xffffffffffffffffn, true);
    left >>= 64n;
  }
  return element;
}

/**
 * Multiplies every element of a list by a scalar, in order. Scalars are clamped (RFC 7748), so that they are multiples of the cofactor; multiplying by two of them gives the same
 * in either order.
 * @param elements 32 bytes each, one after the other.
 * @param scalar 32 secret bytes, of one session alone.
 * @throws `refused` for points of small order, which would tell of the scalar.
 */
export function blindElements(elements: Uint8Array, scalar: Uint8Array): Uint8Array {
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyHead, scalar]),
    format: 'der',
    type: 'pkcs8',
  });
  const count = elements.length / elementBytes;
  const blinded = new Uint8Array(elements.length);
  for (let index = 0; index < count; index++) {
    const at = index * elementBytes;
    blinded.set(multiply(privateKey, elements.subarray(at, at + elementBytes)), at);
  }
  return blinded;
}

function multiply(privateKey: KeyObject, element: Uint8Array): Uint8Array {
  const x = Buffer.from(element.buffer, element.byteOffset, elementBytes).toString('base64url');
  try {
    // Keys from JWK are read three times as fast as from DER.
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
    return diffieHellman({ privateKey, publicKey });
  } catch (error) {
    throw new AppError('refused', { reason: 'an element of the other side is no point that may be used' }, error);
  }
}

/** Returns the elements of a list as texts, which tell equal ones. */
export function elementTexts(elements: Uint8Array): readonly string[] {
  const bytes = Buffer.from(elements.buffer, elements.byteOffset, elements.length);
  return Array.from({ length: elements.length / elementBytes }, (_, index) =>
    bytes.toString('base64', index * elementBytes, (index + 1) * elementBytes),
  );
}
