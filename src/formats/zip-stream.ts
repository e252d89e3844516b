/** A ZIP container written as its content comes. */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';

/** Level of Deflate: higher ones cost time and save a few per cent. */
const level = 3;
/** Texts are packed in pieces of about so many characters, each by itself. */
const pieceLength = 1 << 18;

/** One file of a container. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
}

/** Yields the bytes of a container. All entries have the same date, so that the same content gives the same bytes. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  let failure: Error | undefined;
  const taken = (): Uint8Array[] => {
    if (failure !== undefined) throw failure;
    const bytes = made;
    made = [];
    return bytes;
  };
  const zip = new Zip((error, bytes) => {
    if (error === null) made.push(bytes);
    else failure = error;
  });
  for (const { name, content } of entries) {
    const file: ZipInputFile = { filename: name, size: 0, crc: 0, compression: 8, mtime: new Date(2000, 0, 1) };
    zip.add(file);
    let piece = '';
    for await (const text of content) {
      piece += text;
      if (piece.length < pieceLength) continue;
      pack(file, piece, false);
      piece = '';
      yield* taken();
    }
    pack(file, piece, true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

/** Pieces that end at a byte without ending the stream follow each other as one (RFC 1951; zlib's Z_SYNC_FLUSH). */
function pack(file: ZipInputFile, piece: string, isLast: boolean): void {
  const bytes = Buffer.from(piece);
  file.size += bytes.length;
  file.crc = crc32(bytes, file.crc);
  const finishFlush = isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  file.ondata!(null, deflateRawSync(bytes, { level, finishFlush }), isLast);
}
