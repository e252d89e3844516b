import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyStorage } from '../../src/storage/key-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createKeyStorage', () => {
  it('makes one key, readable by its owner only, and keeps it', async () => {
    const home = join(folder, 'home');
    const keys = await Promise.all(Array.from({ length: 8 }, () => createKeyStorage(home).identityKey()));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
    expect(keys[0]!.words).toHaveLength(4);
    expect(await readdir(home)).toEqual(['identity.key']);
    expect((await stat(join(home, 'identity.key'))).mode & 0o777).toBe(0o600);
    const other = await createKeyStorage(join(folder, 'other')).identityKey();
    expect(other.id).not.toBe(keys[0]!.id);
  });

  it('does not use a key of the wrong length', async () => {
    await writeFile(join(folder, 'identity.key'), 'short');
    await expect(createKeyStorage(folder).identityKey()).rejects.toThrow(/identity.key/);
  });
});
