/** Bytes to lines of text: decodes, and bounds what it holds. */
import { TextDecoder } from 'node:util';
import { AppError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { unpackBytes } from './unpack-bytes.ts';

/** Characters that one line may have; a longer one is passed on cut, marked, and its rest skipped. */
export const lineLimit = 1_000_000;

/** Some lines of a file. */
export interface LineBatch {
  readonly lines: readonly string[];
  /** Line number of the first one, from 1. */
  readonly firstLine: number;
  /** Indexes in `lines` of lines that were longer than {@link lineLimit}. */
  readonly cutLines: ReadonlySet<number>;
  /** Whether no line has a double quote. */
  readonly isQuoteFree: boolean;
  /** Whether no line has control characters, or bytes that the encoding does not know. */
  readonly isClean: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** Whether a text has no control character but tabs and line ends, and no U+FFFD, which stands for bytes that its encoding does not know. */
export function isCleanText(text: string): boolean {
  return !controlCharacters.test(text);
}

/** What is wrong with a text that is not clean. */
export function uncleanFault(text: string): { readonly code: string; readonly expected: string } {
  return text.includes('\ufffd')
    ? { code: 'bad-encoding', expected: 'text in the encoding of the profile' }
    : { code: 'control-character', expected: 'text without control characters' };
}

/**
 * Yields the lines of a source without their line ends. A byte order mark decides the encoding and is dropped; bytes that the
 * encoding does not know become U+FFFD, for the caller to reject the row.
 * @throws `file-unreadable` for an unknown encoding, and as {@link unpackBytes} does.
 */
export async function* readTextLines(source: ByteSource, encoding: string): AsyncGenerator<LineBatch> {
  let decoder: TextDecoder | undefined;
  let pending = '';
  let isSkipping = false;
  let nextLine = 1;
  for await (const bytes of unpackBytes(source)) {
    decoder ??= createDecoder(source.name, encoding, bytes);
    const text = decoder.decode(bytes, { stream: true });
    if (isSkipping && !text.includes('\n')) continue;
    const whole = pending + text;
    const lines = whole.split('\n');
    pending = lines.pop()!;
    if (isSkipping) {
      lines.shift();
      isSkipping = false;
    }
    if (pending.length > lineLimit) {
      lines.push(pending);
      pending = '';
      isSkipping = true;
    }
    if (lines.length > 0) yield finishBatch(lines, nextLine, whole);
    nextLine += lines.length;
  }
  pending += decoder?.decode() ?? '';
  if (pending !== '' && !isSkipping) yield finishBatch([pending], nextLine, pending);
}

function finishBatch(lines: string[], firstLine: number, text: string): LineBatch {
  const cutLines = new Set<number>();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (line.length > lineLimit) {
      lines[index] = line.slice(0, lineLimit);
      cutLines.add(index);
    } else if (line.charCodeAt(line.length - 1) === 13) lines[index] = line.slice(0, -1);
  }
  return { lines, firstLine, cutLines, isQuoteFree: !text.includes('"'), isClean: isCleanText(text) };
}

/** Whether a text names an encoding that can be read. */
export function isKnownEncoding(encoding: string): boolean {
  try {
    new TextDecoder(encoding);
    return true;
  } catch {
    return false;
  }
}

function createDecoder(file: string, encoding: string, start: Uint8Array): TextDecoder {
  try {
    return new TextDecoder(markedEncoding(start) ?? encoding);
  } catch (error) {
    throw new AppError('file-unreadable', { file, reason: `encoding ${encoding} is not known` }, error);
  }
}

/** Encoding that a byte order mark tells, if there is one. */
function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined;
}
