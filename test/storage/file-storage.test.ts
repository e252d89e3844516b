import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStorage } from '../../src/storage/file-storage.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('createFileStorage', () => {
  const files = createFileStorage();

  it('shows a file only when it is finished', async () => {
    const path = join(folder, 'deep/er/a.txt');
    const writer = await files.create(path);
    await writer.append('one ');
    await writer.append(Buffer.from('two'));
    expect(await files.exists(path)).toBe(false);
    await writer.finish();
    expect(await files.readText(path)).toBe('one two');
    expect(await readdir(join(folder, 'deep/er'))).toEqual(['a.txt']);
  });

  it('leaves nothing of a file that is given up, and the old one in place', async () => {
    const path = join(folder, 'a.txt');
    await files.write(path, 'old');
    const writer = await files.create(path);
    await writer.append('new');
    await writer.discard();
    expect(await files.readText(path)).toBe('old');
    expect(await readdir(folder)).toEqual(['a.txt']);
  });

  it('says what is missing', async () => {
    await expect(files.readText(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(files.open(join(folder, 'none'))[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(files.open(folder)[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(await files.list(join(folder, 'none'))).toEqual([]);
    await expect(files.remove(join(folder, 'none'))).resolves.toBeUndefined();
  });

  it('spools bytes with their hash, for its owner alone, and clears what a killed process left', async () => {
    const orphan = join(tmpdir(), `touchstone-spool-${2 ** 22 + 3}-left`);
    await mkdir(orphan);
    const spooled = await files.spool(
      (async function* () {
        yield Buffer.from('one ');
        yield Buffer.from('two');
      })(),
    );
    expect(await files.exists(orphan)).toBe(false);
    expect(await files.readText(spooled.path)).toBe('one two');
    expect(spooled.byteCount).toBe(7);
    expect(Buffer.from(spooled.sha256)).toEqual(createHash('sha256').update('one two').digest());
    expect((await stat(spooled.path)).mode & 0o777).toBe(0o600);
    await spooled.remove();
    expect(await files.exists(spooled.path)).toBe(false);
  });

  it('leaves nothing of a spool whose source breaks, and tells how much room there is', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith(`touchstone-spool-${process.pid}-`));
    const broken = (async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('one');
      throw new Error('broken');
    })();
    await expect(files.spool(broken)).rejects.toThrow('broken');
    expect((await readdir(tmpdir())).filter((name) => name.startsWith(`touchstone-spool-${process.pid}-`))).toEqual(
      before,
    );
    expect(await files.freeBytes(join(folder, 'not/there'))).toBeGreaterThan(0);
  });
});
