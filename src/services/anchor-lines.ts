/** Files of signed heads: one JSON object a line. */
import { z } from 'zod';
import type { AuditAnchor } from '../domain/audit-entry.ts';
import { AppError } from '../errors.ts';

const hashText = /^[0-9a-f]{64}$/;
const line = z.object({
  sequence: z.number().int().positive(),
  hash: z.string().regex(hashText),
  atMs: z.number().int(),
  anchoredAtMs: z.number().int(),
  publicKey: z.base64(),
  signature: z.base64(),
});

/** Returns the line of an anchor: `hash` in hexadecimal, key and signature in Base64. */
export function anchorLine(anchor: AuditAnchor): string {
  const { sequence, hash, atMs, anchoredAtMs, publicKey, signature } = anchor;
  return JSON.stringify({
    sequence,
    hash: Buffer.from(hash).toString('hex'),
    atMs,
    anchoredAtMs,
    publicKey: Buffer.from(publicKey).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
  } satisfies z.input<typeof line>);
}

/**
 * Returns the anchors of a file.
 * @throws `file-unreadable` with the line that is none.
 */
export function readAnchorLines(file: string, text: string): AuditAnchor[] {
  return text.split('\n').flatMap((content, at) => {
    if (content.trim() === '') return [];
    try {
      const { hash, publicKey, signature, ...rest } = line.parse(JSON.parse(content));
      return [
        {
          ...rest,
          hash: Buffer.from(hash, 'hex'),
          publicKey: Buffer.from(publicKey, 'base64'),
          signature: Buffer.from(signature, 'base64'),
        },
      ];
    } catch (error) {
      throw new AppError('file-unreadable', { file, reason: `line ${at + 1} is no signed head of an audit` }, error);
    }
  });
}
