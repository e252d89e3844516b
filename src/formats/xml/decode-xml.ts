/** Bytes of an XML file to text. */
import { TextDecoder } from 'node:util';
import { AppError } from '../../errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { unpackBytes } from '../unpack-bytes.ts';
import { xmlLimits } from './xml-limits.ts';

/** Bytes within which an XML declaration must end. */
const declarationBytes = 512;

/**
 * Yields the text of a source in pieces. A byte order mark decides the encoding, else the XML declaration, else the profile; bytes that
 * the encoding does not know become U+FFFD, for the row that holds them to be rejected.
 * @throws `file-unreadable` for an unknown encoding, a file over its size, and as `unpackBytes` does.
 */
export async function* decodeXml(source: ByteSource, encoding: string): AsyncGenerator<string> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  let characters = 0;
  const decode = (bytes: Uint8Array): string => {
    decoder ??= createDecoder(source.name, encodingOf(bytes) ?? encoding);
    const text = decoder.decode(bytes, { stream: true });
    characters += text.length;
    if (characters > xmlLimits.fileCharacters) {
      const reason = `it unpacks to more than ${xmlLimits.fileCharacters} characters`;
      throw new AppError('file-unreadable', { file: source.name, reason });
    }
    return text;
  };
  for await (const bytes of unpackBytes(source)) {
    if (start === undefined) yield decode(bytes);
    else {
      // The declaration is looked for in the first bytes, which may come one by one.
      start = start.length === 0 ? bytes : Buffer.concat([start, bytes]);
      if (start.length < declarationBytes) continue;
      yield decode(start);
      start = undefined;
    }
  }
  if (start !== undefined) yield decode(start);
  yield decoder?.decode() ?? '';
}

function createDecoder(file: string, encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch (error) {
    throw new AppError('file-unreadable', { file, reason: `encoding ${encoding} is not known` }, error);
  }
}

/** Encoding by the first bytes of a file (XML 1.0, appendix F), or undefined where they do not tell. */
function encodingOf(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const head = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1');
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/.exec(head)?.[1];
}
