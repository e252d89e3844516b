/** Reads a file that comes as the body of a request. */
import { AppError } from '../errors.ts';

/**
 * Returns the bytes of an `application/octet-stream` body.
 * @throws `too-large`, `usage` for a body of another type.
 */
export async function readUpload(body: unknown, mostBytes: number): Promise<Uint8Array> {
  if (body === null || typeof body !== 'object' || !(Symbol.asyncIterator in body)) {
    throw new AppError('usage', { reason: 'send the file itself, as application/octet-stream' });
  }
  const parts: Uint8Array[] = [];
  let byteCount = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    byteCount += part.length;
    if (byteCount > mostBytes) throw new AppError('too-large', { what: 'the file', limit: `${mostBytes} bytes` });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
