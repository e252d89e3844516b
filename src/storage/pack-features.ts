/** The stored form of a score's features. */
import { endianness } from 'node:os';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A vector is a third of its size when it is packed: many features are missing, and many are the same rate. The database would compress rows of more than two kilobytes alone, and a
 * vector is less.
 */
const level = 1;
const isLittleEndian = endianness() === 'LE';

/** Returns features as they are stored: 32-bit floats, little-endian, deflated without a header. */
export function packFeatures(features: Float32Array): Buffer {
  const bytes = Buffer.from(features.buffer, features.byteOffset, features.byteLength);
  return deflateRawSync(isLittleEndian ? bytes : Buffer.from(bytes).swap32(), { level });
}

/** Returns stored features, bit by bit as they went in. */
export function featuresOf(packed: Uint8Array): Float32Array {
  const bytes = inflateRawSync(packed);
  if (!isLittleEndian) bytes.swap32();
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
