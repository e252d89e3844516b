/** Files of the local disk behind the file port. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../errors.ts';
import type { FilePort, FileWriter, SpooledFile } from '../services/ports.ts';

const readBytesAtOnce = 1 << 20;
/** Begins the names of folders that hold spooled files; the process that made one follows. */
const spoolName = 'touchstone-spool-';

/** Returns the file port on the local disk. */
export function createFileStorage(): FilePort {
  return {
    open: openFile,
    readText: (path) => notFound(path, () => readFile(path, 'utf8')),
    readBytes: (path) => notFound(path, () => readFile(path)),
    list: async (folder) => {
      try {
        return (await readdir(folder)).sort();
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    freeBytes,
    write: async (path, content) => {
      const writer = await createFile(path);
      try {
        await writer.append(content);
        await writer.finish();
      } catch (error) {
        await writer.discard();
        throw error;
      }
    },
    remove: (path) => rm(path, { force: true }),
    spool: spoolFile,
    create: createFile,
  };
}

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  const found = await notFound(path, () => stat(path));
  if (found.isDirectory()) throw new AppError('file-unreadable', { file: path, reason: 'it is a folder' });
  yield* createReadStream(path, { highWaterMark: readBytesAtOnce }) as AsyncIterable<Uint8Array>;
}

async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (isMissing(error) && dirname(folder) !== folder) return freeBytes(dirname(folder));
    throw error;
  }
}

/** Removes what processes of this host left that were killed. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(spoolName) ? Number(name.slice(spoolName.length).split('-')[0]) : Number.NaN;
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function spoolFile(bytes: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
  await removeOrphans();
  const folder = await mkdtemp(join(tmpdir(), `${spoolName}${process.pid}-`));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const copy = join(folder, 'file');
  const hash = createHash('sha256');
  let byteCount = 0;
  try {
    await pipeline(
      bytes,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          hash.update(chunk);
          byteCount += chunk.length;
          yield chunk;
        }
      },
      createWriteStream(copy, { mode: 0o600 }),
    );
  } catch (error) {
    await remove();
    throw error;
  }
  return { path: copy, byteCount, sha256: hash.digest(), remove };
}

async function createFile(path: string): Promise<FileWriter & { append(content: string | Uint8Array): Promise<void> }> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const handle = await open(temporary, 'w');
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await handle.close();
    isClosed = true;
  };
  return {
    append: async (content) => {
      await handle.appendFile(content);
    },
    finish: async () => {
      await close();
      await rename(temporary, path);
    },
    discard: async () => {
      await close();
      await rm(temporary, { force: true });
    },
  };
}

async function notFound<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error)) throw new AppError('not-found', { what: 'file', name: path, hint: '' }, error);
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
