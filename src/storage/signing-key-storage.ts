/** The installation's keys for signatures, each in a file that only its owner may read. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { SigningKey, SigningKeyPort } from '../services/key-ports.ts';
import { readOrMakeSecret } from './secret-file.ts';

/** Returns the port over a file of the folder (PKCS #8), made with mode 0600 on first use; by default that of the audit. */
export function createSigningKeyStorage(folder: string, fileName = 'audit-signing.pem'): SigningKeyPort {
  const path = `${folder}/${fileName}`;
  return { signingKey: async () => keyOf(await readOrMakeSecret(path, makeKey), path) };
}

function makeKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function keyOf(pem: Buffer, path: string): SigningKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw new AppError('artefact-invalid', { name: path, reason: 'it holds no private key' }, error);
  }
  const { crv, x } = createPublicKey(key).export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) {
    throw new AppError('artefact-invalid', { name: path, reason: 'it holds a key that is none of Ed25519' });
  }
  return { publicKey: Buffer.from(x, 'base64url'), sign: (bytes) => sign(null, bytes, key) };
}
