/** Secrets of the installation, each in a file that only its owner may read. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Returns the bytes of a file; where there is none, makes them, with mode 0600, in a folder of mode 0700. However many processes ask at once, all get the same.
 */
export async function readOrMakeSecret(path: string, make: () => Uint8Array | string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const made = Buffer.from(make());
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(temporary, made, { mode: 0o600, flag: 'wx' });
  try {
    // Linking gives the name to a whole file, and to one process only.
    await link(temporary, path);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(path);
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
