/** The installation's key for identities, in a file that only its owner may read. */
import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import type { IdentityKey, KeyPort } from '../services/key-ports.ts';

const keyBytes = 16;

/** Returns the key port over `<folder>/identity.key`, made with mode 0600 on first use. */
export function createKeyStorage(folder: string): KeyPort {
  const path = `${folder}/identity.key`;
  return {
    identityKey: async () => {
      try {
        return keyOf(await readFile(path), path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const made = randomBytes(keyBytes);
      const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
      await writeFile(temporary, made, { mode: 0o600, flag: 'wx' });
      try {
        // Linking gives the name to a whole file, and to one process only.
        await link(temporary, path);
        return keyOf(made, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') return keyOf(await readFile(path), path);
        throw error;
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
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
