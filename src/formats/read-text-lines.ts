/** Bytes to lines of text: unpacks gzip, decodes, and bounds what it holds. */

import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';

/** Characters that one line may have; a longer one is passed on cut, marked, and its rest skipped. */
export const lineLimit = 1_000_000;

/** Bytes that gzip may unpack to regardless of ratio, and the ratio allowed beyond. */
const gunzipFreeBytes = 64 * 1024 * 1024;
const gunzipRatio = 200;

/** Some lines of a file. */
export interface LineBatch {
  readonly lines: readonly string[];
  /** Line number of the first one, from 1. */
  readonly firstLine: number;
  /** Indexes in `lines` of lines that were longer than {@link lineLimit}. */
  readonly cutLines: ReadonlySet<number>;
}

/**
 * Yields the lines of a source without their line ends. A byte order mark decides the encoding and is dropped; bytes that the
 * encoding does not know become U+FFFD, for the caller to reject the row.
 * @throws `file-unreadable` for damaged gzip, a gzip bomb, or an unknown encoding.
 */
export async function* readTextLines(source: ByteSource, encoding: string): AsyncGenerator<LineBatch> {
  let decoder: TextDecoder | undefined;
  let pending = '';
  let isSkipping = false;
  let nextLine = 1;
  for await (const bytes of unpacked(source)) {
    decoder ??= createDecoder(source.name, encoding, bytes);
    const text = decoder.decode(bytes, { stream: true });
    const lines = (pending + text).split('\n');
    pending = lines.pop()!;
    const cutLines = new Set<number>();
    if (isSkipping && lines.length > 0) {
      lines.shift();
      isSkipping = false;
    } else if (isSkipping) pending = '';
    if (pending.length > lineLimit) {
      lines.push(pending);
      pending = '';
      isSkipping = true;
    }
    yield finishBatch(lines, nextLine, cutLines);
    nextLine += lines.length;
  }
  pending += decoder?.decode() ?? '';
  if (pending !== '' && !isSkipping) yield finishBatch([pending], nextLine, new Set());
}

function finishBatch(lines: string[], firstLine: number, cutLines: Set<number>): LineBatch {
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.length > lineLimit) {
      lines[index] = line.slice(0, lineLimit);
      cutLines.add(index);
    } else if (line.charCodeAt(line.length - 1) === 13) lines[index] = line.slice(0, -1);
  }
  return { lines, firstLine, cutLines };
}

function createDecoder(file: string, encoding: string, start: Uint8Array): TextDecoder {
  const marked =
    start[0] === 0xff && start[1] === 0xfe
      ? 'utf-16le'
      : start[0] === 0xfe && start[1] === 0xff
        ? 'utf-16be'
        : encoding;
  try {
    return new TextDecoder(marked);
  } catch (error) {
    throw new AppError('file-unreadable', { file, reason: `encoding ${encoding} is not known` }, error);
  }
}

async function* unpacked(source: ByteSource): AsyncGenerator<Uint8Array> {
  const iterator = source.open()[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true || first.value.length === 0) {
    throw new AppError('file-unreadable', { file: source.name, reason: 'the file is empty' });
  }
  const chunks = rejoined(first.value, iterator);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* chunks;
    return;
  }
  let packedBytes = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      packedBytes += chunk.length;
      yield chunk;
    }
  }
  const gunzip = createGunzip();
  const packed = Readable.from(counted());
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of packed.pipe(gunzip) as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > gunzipFreeBytes && bytes > packedBytes * gunzipRatio) {
        throw new AppError('file-unreadable', {
          file: source.name,
          reason: `its gzip unpacks to more than ${gunzipRatio} times its size`,
        });
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'file-unreadable',
      { file: source.name, reason: `its gzip is damaged (${(error as Error).message})` },
      error,
    );
  } finally {
    packed.destroy();
  }
}

async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
