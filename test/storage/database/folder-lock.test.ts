import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../src/storage/database/folder-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'lock-')), 'store');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lockFile = () => join(folder, 'touchstone.lock');

describe('lockFolder', () => {
  it('tells a second opener who holds the folder, and lets the next one in afterwards', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining(`process ${process.pid} on ${hostname()}`),
    });
    await unlock();
    await (await lockFolder(folder))();
  });

  it('lets one of many openers in', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes over what a process left that is gone, also where its id came again', async () => {
    await (await lockFolder(folder))();
    const holder = { pid: 2 ** 22 + 1, host: hostname(), since: '2024-01-01T00:00:00Z' };
    await writeFile(lockFile(), JSON.stringify(holder));
    await (await lockFolder(folder))();
    await writeFile(lockFile(), JSON.stringify({ ...holder, pid: process.pid, startTicks: '1' }));
    await (await lockFolder(folder))();
  });

  it('respects a lock of another host and one that cannot be read', async () => {
    await (await lockFolder(folder))();
    await writeFile(lockFile(), JSON.stringify({ pid: 1, host: 'elsewhere', since: 'yesterday' }));
    await expect(lockFolder(folder)).rejects.toThrow('process 1 on elsewhere since yesterday');
    await writeFile(lockFile(), '{');
    await expect(lockFolder(folder)).rejects.toThrow('a process that left no name');
    expect(await readFile(lockFile(), 'utf8')).toBe('{');
  });
});
