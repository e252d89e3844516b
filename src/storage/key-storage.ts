/** The installation's key for identities, in a file that only its owner may read. */
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { IdentityKey, KeyPort } from '../services/key-ports.ts';
import { readOrMakeSecret } from './secret-file.ts';

const keyBytes = 16;

/** Returns the key port over `<folder>/identity.key`, made with mode 0600 on first use. */
export function createKeyStorage(folder: string): KeyPort {
  const path = `${folder}/identity.key`;
  return { identityKey: async () => keyOf(await readOrMakeSecret(path, () => randomBytes(keyBytes)), path) };
}

function keyOf(bytes: Uint8Array, path: string): IdentityKey {
  if (bytes.length !== keyBytes)
    throw new AppError('artefact-invalid', { name: path, reason: `a key has ${keyBytes} bytes` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, keyBytes);
  return {
    id: createHash('sha256').update('touchstone identity key').update(bytes).digest('hex').slice(0, 16),
    words: Uint32Array.from([0, 4, 8, 12], (at) => view.getUint32(at, true)),
  };
}
