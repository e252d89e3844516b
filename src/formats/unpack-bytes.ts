/** Bytes of a source, unpacked where they are gzip, in pieces of a bounded size. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** Bytes that gzip may unpack to regardless of ratio, and the ratio allowed beyond. */
const gunzipFreeBytes = 64 * 1024 * 1024;
const gunzipRatio = 200;

/**
 * Bytes in one piece. Rows of a piece are mapped and gone before the garbage collector has to look at them twice: with 1 MiB instead, reading and mapping
 * takes 2.5 times as long.
 */
const pieceBytes = 64 * 1024;

/** Bytes by which a format is told. */
const magicBytes = 4;

/**
 * Yields the bytes of a source; gzip is told by its magic bytes. The first piece has at least four bytes where the source has.
 * @throws `file-unreadable` for an empty file, a ZIP container (which no text format is), damaged or truncated gzip, and a gzip bomb.
 */
export async function* unpackBytes(source: ByteSource): AsyncGenerator<Uint8Array> {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new AppError('file-unreadable', { file: source.name, reason }, cause);
  };
  const packed = { bytes: 0, fault: undefined as unknown };
  const chunks = countedChunks(source, packed);
  try {
    const start = await takeStart(chunks);
    if (start.length === 0) refuse('the file is empty');
    if (start[0] === 0x50 && start[1] === 0x4b && start[2]! <= 8) refuse('it is a ZIP container or workbook, not text');
    if (start[0] !== 0x1f || start[1] !== 0x8b) {
      yield* pieces(start);
      for await (const chunk of chunks) yield* pieces(chunk);
      return;
    }
    let bytes = 0;
    for await (const chunk of gunzip(start, chunks)) {
      bytes += chunk.length;
      if (bytes > gunzipFreeBytes && bytes > packed.bytes * gunzipRatio) {
        refuse(`its gzip unpacks to more than ${gunzipRatio} times its size`);
      }
      yield* pieces(chunk);
    }
    if (bytes === 0) refuse('the file is empty');
  } catch (error) {
    if (error instanceof AppError || error === packed.fault) throw error;
    refuse(`its gzip is damaged (${(error as Error).message})`, error);
  } finally {
    await chunks.return(undefined);
  }
}

/** Counts what is read and keeps a fault of the source apart from one of its content. */
async function* countedChunks(
  source: ByteSource,
  packed: { bytes: number; fault: unknown },
): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const chunk of source.open()) {
      packed.bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    packed.fault = error;
    throw error;
  }
  return undefined;
}

async function takeStart(chunks: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.length < magicBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
}

async function* gunzip(start: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield start;
    yield* rest;
  }
  const unpacking = createGunzip();
  const packed = Readable.from(whole());
  packed.on('error', (error) => unpacking.destroy(error));
  try {
    yield* packed.pipe(unpacking) as AsyncIterable<Uint8Array>;
  } finally {
    packed.destroy();
    unpacking.destroy();
  }
}

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
}
