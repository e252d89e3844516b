/** Checks a ZIP container before a library opens it: sound structure, and no more content than is allowed. */
import { crc32, inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Bytes that all entries of a container may unpack to. */
const zipContentLimit = 128 * 1024 * 1024;

const tooLarge = `it unpacks to more than ${zipContentLimit} bytes; save it as CSV`;

/** Returns what is wrong with a ZIP file, or undefined; every entry is unpacked once under the limit, since declared sizes may lie. */
export function zipFault(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = findEnd(view);
    if (end < 0) return 'it is not a ZIP container';
    const entries = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    let left = zipContentLimit;
    for (let entry = 0; entry < entries; entry++) {
      if (view.getUint32(at, true) !== entrySignature) return 'its directory is damaged';
      left -= contentLength(bytes, view, at, left);
      if (left < 0) return tooLarge;
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return undefined;
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? tooLarge : 'its directory or an entry is damaged';
  }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return -1;
}

function contentLength(bytes: Uint8Array, view: DataView, entry: number, left: number): number {
  const packed = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  if (view.getUint32(local, true) !== localSignature) throw new RangeError('no local header');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > bytes.length) throw new RangeError('entry outside the file');
  const body = bytes.subarray(start, start + packed);
  const isStored = view.getUint16(entry + 10, true) === 0;
  const content = isStored ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, left) });
  // The workbook reader does not look at check sums, and a damaged cell must not pass for a value.
  if (crc32(content) !== view.getUint32(entry + 16, true)) throw new RangeError('wrong check sum');
  return content.length;
}
