/** The public keys of an installation, as its partners keep them. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors.ts';

const cardSchema = z.strictObject({
  touchstoneExchange: z.literal(1),
  /** What the installation calls itself; a label, which proves nothing. */
  name: z.string().min(1).max(80),
  /** Whom packages for it are encrypted to: an age recipient (X25519). */
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
  /** By which its packages are signed: an Ed25519 public key, 32 bytes in Base64. */
  signingKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});

/** Public keys of an installation. */
export type ExchangeCard = z.infer<typeof cardSchema>;

/**
 * Returns the card in a text.
 * @throws `file-unreadable`.
 */
export function parseExchangeCard(file: string, text: string): ExchangeCard {
  const refuse = (reason: string): never => {
    throw new AppError('file-unreadable', { file, reason });
  };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refuse('it is no card of public keys: touchstone exchange key prints one');
  }
  const parsed = cardSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  return refuse(`it is no card of public keys: ${path.join('.') || 'top'}: ${message}`);
}

/** Returns what two people compare by telephone before they trust a card: the first 80 bits of SHA-256 of both keys, in groups of four. */
export function cardFingerprint({ recipient, signingKey }: Pick<ExchangeCard, 'recipient' | 'signingKey'>): string {
  const hash = createHash('sha256').update(`touchstone exchange card 1\0${recipient}\0${signingKey}`).digest('hex');
  return hash.slice(0, 20).match(/.{4}/g)!.join('-');
}
