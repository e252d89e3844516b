/** Byte sources from memory. */
import type { ByteSource } from '../../src/formats/byte-source.ts';

/** Returns a source of a text or of bytes, handed out in pieces of `pieceBytes`. */
export function sourceOf(content: string | Uint8Array, name = 'test-file', pieceBytes = 65_536): ByteSource {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    name,
    async *open() {
      for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
    },
  };
}
