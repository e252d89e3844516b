/** A package before it is encrypted: magic, lengths, manifest, signature, packed content. */
import { gunzipSync, gzipSync } from 'node:zlib';

/** Signed before the bytes of a manifest, so that no other signature of the same key can stand for one. */
export const signaturePrefix = 'touchstone exchange manifest 1\0';

const magic = Buffer.from('TSXPKG1\n', 'latin1');
const signatureBytes = 64;
/** Enough for 64 files. */
const longestManifest = 256 * 1024;

/** Bytes of an encrypted package, and of its content once unpacked, at most. */
export const packageLimits = { sealed: 256 * 1024 * 1024, unpacked: 768 * 1024 * 1024 } as const;

/** The parts of a package. */
export interface PackageParts {
  readonly manifest: string;
  readonly signature: Uint8Array;
  /** Gzip of all files one after the other. */
  readonly content: Uint8Array;
}

/** Joins the parts of a package. */
export function joinPackage({ manifest, signature, content }: PackageParts): Uint8Array {
  const text = Buffer.from(manifest, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([magic, length, text, signature, content]);
}

/** Takes a package apart; undefined for what is none. */
export function splitPackage(bytes: Uint8Array): PackageParts | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const head = magic.length + 4;
  if (whole.length < head + signatureBytes || !whole.subarray(0, magic.length).equals(magic)) return undefined;
  const length = whole.readUInt32LE(magic.length);
  if (length > longestManifest || whole.length < head + length + signatureBytes) return undefined;
  const end = head + length;
  return {
    manifest: whole.subarray(head, end).toString('utf8'),
    signature: whole.subarray(end, end + signatureBytes),
    content: whole.subarray(end + signatureBytes),
  };
}

/** Packs the files of a package. */
export function packContent(files: readonly Uint8Array[]): Uint8Array {
  return gzipSync(Buffer.concat(files), { level: 6 });
}

/** Unpacks files of known lengths; undefined where the content is damaged or longer or shorter than they are together. */
export function unpackContent(content: Uint8Array, lengths: readonly number[]): readonly Uint8Array[] | undefined {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > packageLimits.unpacked) return undefined;
  let whole: Buffer;
  try {
    whole = gunzipSync(content, { maxOutputLength: total + 1 });
  } catch {
    return undefined;
  }
  if (whole.length !== total) return undefined;
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return whole.subarray(at - length, at);
  });
}
