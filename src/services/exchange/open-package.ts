/** Opens a package and checks everything that needs no store. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { AppError } from '../../errors.ts';
import { type ExchangeManifest, manifestText, parseManifest } from '../../formats/exchange/exchange-manifest.ts';
import { packageLimits, signaturePrefix, splitPackage, unpackContent } from '../../formats/exchange/package-bytes.ts';
import type { Ports } from '../ports.ts';

/** A package that is whole, for this installation, signed by the key that it names, and in time. */
export interface OpenedPackage {
  readonly manifest: ExchangeManifest;
  /** In the order of the manifest. */
  readonly files: readonly Uint8Array[];
}

/** How far a sender's clock may be ahead. */
const clockSkewMs = 3_600_000;

/**
 * Reads and opens a package; keeps nothing. Whether its sender is a known one, and whether it was taken in before, only a store knows.
 * @throws `package-refused` with the reason, `not-found`, `too-large`.
 */
export async function openPackage(
  ports: Pick<Ports, 'files' | 'exchangeKeys' | 'clock'>,
  path: string,
): Promise<OpenedPackage> {
  const refuse = (reason: string): never => {
    throw new AppError('package-refused', { file: path, reason });
  };
  const opened = await ports.exchangeKeys.open(await readSealed(ports, path));
  if (opened === 'other-recipient') return refuse('it is encrypted for another recipient');
  if (opened === 'damaged') return refuse('it is no package, or was changed on its way');
  const parts = splitPackage(opened);
  const manifest = parts && parseManifest(parts.manifest);
  if (parts === undefined || manifest === undefined || manifestText(manifest) !== parts.manifest) {
    return refuse('it is no package that this program knows');
  }
  if (!isSigned(parts.manifest, parts.signature, manifest.from.signingKey)) {
    return refuse('its signature is not that of the key that it names');
  }
  if (manifest.to.recipient !== (await ports.exchangeKeys.recipient())) {
    return refuse('it was written for another recipient and passed on');
  }
  const nowMs = ports.clock.nowMs();
  if (manifest.expiresAtMs <= nowMs) return refuse(`it expired on ${isoMinute(manifest.expiresAtMs)}`);
  if (manifest.createdAtMs > nowMs + clockSkewMs) return refuse('it comes from the future');
  if (hexHash(parts.content) !== manifest.contentSha256) return refuse('its content is not what its manifest says');
  const files = unpackContent(
    parts.content,
    manifest.files.map(({ bytes }) => bytes),
  );
  if (files?.every((file, index) => hexHash(file) === manifest.files[index]!.sha256) !== true) {
    return refuse('its content is not what its manifest says');
  }
  return { manifest, files };
}

/** Returns SHA-256 of bytes in hexadecimal digits. */
export function hexHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readSealed(ports: Pick<Ports, 'files'>, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of ports.files.open(path)) {
    length += piece.length;
    if (length > packageLimits.sealed) {
      throw new AppError('too-large', { what: path, limit: `${packageLimits.sealed / 2 ** 20} MiB` });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function isSigned(manifest: string, signature: Uint8Array, signingKey: string): boolean {
  const x = Buffer.from(signingKey, 'base64');
  if (x.length !== 32) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') }, format: 'jwk' });
  return verify(null, Buffer.from(signaturePrefix + manifest, 'utf8'), key, signature);
}

function isoMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
