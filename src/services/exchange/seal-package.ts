/** Signs, encrypts and writes a package. */
import type { Agreement } from '../../domain/agreement.ts';
import { dayMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import { type ExchangeManifest, manifestText, type PackageKind } from '../../formats/exchange/exchange-manifest.ts';
import { joinPackage, packageLimits, packContent, signaturePrefix } from '../../formats/exchange/package-bytes.ts';
import type { ExchangePartner } from '../exchange-ports.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { hexHash } from './open-package.ts';

/** A file to be sent. */
export interface FileToSend extends Pick<ExchangeManifest['files'][number], 'name' | 'handling' | 'rows'> {
  readonly bytes: Uint8Array;
}

/** What is to be sent, to whom, and by what right. */
export interface PackageToSend {
  readonly kind: PackageKind;
  readonly partner: ExchangePartner;
  readonly agreement: Agreement;
  /** Agency that sends; one of the agreement's two. */
  readonly from: string;
  readonly purpose: string;
  /** Days for which it may be taken in. */
  readonly days: number;
  readonly files: readonly FileToSend[];
  readonly leastItems?: number;
  readonly session?: string;
}

/** Days for which a package may be taken in at most. */
const mostDays = 90;

/**
 * Writes a package to a file and notes that it was sent.
 * @throws `too-large`, `usage`.
 */
export async function sealPackage(
  ports: Pick<Ports, 'files' | 'exchangeKeys' | 'clock' | 'secrets'>,
  store: Pick<Store, 'exchange' | 'audit'>,
  { kind, partner, agreement, from, purpose, days, files, leastItems, session }: PackageToSend,
  out: string,
): Promise<ExchangeManifest> {
  if (!(days > 0 && days <= mostDays)) throw new AppError('usage', { reason: `a package holds 1 to ${mostDays} days` });
  const unpacked = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (unpacked > packageLimits.unpacked) {
    throw new AppError('too-large', { what: 'the package', limit: `${packageLimits.unpacked / 2 ** 20} MiB` });
  }
  const key = await ports.exchangeKeys.signingKey();
  const content = packContent(files.map(({ bytes }) => bytes));
  const nowMs = ports.clock.nowMs();
  const manifest: ExchangeManifest = {
    format: 'touchstone-package-1',
    id: Buffer.from(ports.secrets.bytes(16)).toString('hex'),
    kind,
    from: { agency: from, signingKey: Buffer.from(key.publicKey).toString('base64') },
    to: { agency: partner.agency, recipient: partner.recipient },
    agreement: {
      id: agreement.id,
      purposes: [...agreement.purposes],
      ...(agreement.gateway === undefined ? {} : { gateway: agreement.gateway }),
      fields: [...agreement.fields],
      onwardSharing: agreement.onwardSharing,
      retentionDays: agreement.retentionDays,
    },
    purpose,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + Math.round(days * dayMs),
    ...(leastItems === undefined ? {} : { leastItems }),
    ...(session === undefined ? {} : { session }),
    files: files.map(({ name, handling, rows, bytes }) => ({
      name,
      handling,
      rows,
      bytes: bytes.length,
      sha256: hexHash(bytes),
    })),
    contentSha256: hexHash(content),
  };
  const text = manifestText(manifest);
  const signature = key.sign(Buffer.from(signaturePrefix + text, 'utf8'));
  const sealed = await ports.exchangeKeys.seal(joinPackage({ manifest: text, signature, content }), partner.recipient);
  if (sealed.length > packageLimits.sealed) {
    throw new AppError('too-large', { what: 'the package', limit: `${packageLimits.sealed / 2 ** 20} MiB` });
  }
  await store.exchange.keepPackage({
    id: manifest.id,
    direction: 'sent',
    state: 'done',
    partnerId: partner.id,
    agreementId: agreement.id,
    atMs: nowMs,
    manifest,
  });
  await store.audit.append({
    atMs: nowMs,
    actor: 'command',
    agency: from,
    action: 'pack-exchange',
    subject: `package:${manifest.id}`,
    payload: {
      kind,
      to: partner.agency,
      agreement: agreement.id,
      purpose,
      rows: files.reduce((sum, one) => sum + one.rows, 0),
    },
  });
  await ports.files.write(out, sealed);
  return manifest;
}
