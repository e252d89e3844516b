/** A ZIP container written as its content comes. */
import { Zip, ZipDeflate } from 'fflate';

/** Level of Deflate: higher ones cost time and save a few per cent. */
const level = 3;
/** Texts are packed in pieces of about so many characters. */
const pieceLength = 1 << 16;

/** One file of a container. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

/** Yields the bytes of a container. All entries have the same date, so that the same content gives the same bytes. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let made: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, bytes) => {
    if (error !== null) failure = error;
    else made.push(bytes);
  });
  for (const { name, content } of entries) {
    const file = new ZipDeflate(name, { level });
    file.mtime = new Date(2000, 0, 1);
    zip.add(file);
    let piece = '';
    for await (const text of content) {
      piece += text;
      if (piece.length < pieceLength) continue;
      file.push(encoder.encode(piece));
      piece = '';
      if (failure !== undefined) throw failure;
      yield* made;
      made = [];
    }
    file.push(encoder.encode(piece), true);
    yield* made;
    made = [];
  }
  zip.end();
  if (failure !== undefined) throw failure;
  yield* made;
}
