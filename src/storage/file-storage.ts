/** Files of the local disk behind the file port. */
import { createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../errors.ts';
import type { FilePort, FileWriter } from '../services/ports.ts';

const readBytesAtOnce = 1 << 20;

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
    create: createFile,
  };
}

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  const found = await notFound(path, () => stat(path));
  if (found.isDirectory()) throw new AppError('file-unreadable', { file: path, reason: 'it is a folder' });
  yield* createReadStream(path, { highWaterMark: readBytesAtOnce }) as AsyncIterable<Uint8Array>;
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
