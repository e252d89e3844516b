/** Checks the audit against its own hashes and against signed heads that were kept. */
import { createPublicKey, verify } from 'node:crypto';
import { type AuditChainReport, type AuditFault, anchorBytes, checkAuditChain } from '../domain/audit-chain.ts';
import type { AuditAnchor } from '../domain/audit-entry.ts';
import { AppError } from '../errors.ts';
import { readAnchorLines } from './anchor-lines.ts';
import type { AuditPort } from './audit-ports.ts';
import type { SigningKeyPort } from './key-ports.ts';
import type { FilePort } from './ports.ts';

/** What is checked against. */
export interface VerifyAuditInput {
  /** Files of anchors. */
  readonly anchorFiles: readonly string[];
  /** Keys that may have signed, in Base64; none means the installation's. */
  readonly publicKeys: readonly string[];
}

const keyBytes = 32;

/**
 * Reads the whole chain and says whether every entry and payload is what was written, in unbroken order, and whether the heads that were signed stand in it. Without anchors from
 * elsewhere it cannot tell a chain that was cut or written anew by somebody who could also sign; the store's own copies are checked in any case.
 * @throws `file-unreadable`, `usage` for a key that is none.
 */
export async function verifyAudit(
  ports: { readonly files: Pick<FilePort, 'readText'>; readonly signingKeys: SigningKeyPort },
  audit: Pick<AuditPort, 'readAll' | 'anchors'>,
  { anchorFiles, publicKeys }: VerifyAuditInput,
): Promise<AuditChainReport> {
  const anchors = [...(await audit.anchors())];
  for (const file of anchorFiles) anchors.push(...readAnchorLines(file, await ports.files.readText(file)));
  const trusted =
    publicKeys.length > 0
      ? publicKeys.map(keyOf)
      : anchors.length > 0
        ? [(await ports.signingKeys.signingKey()).publicKey]
        : [];
  const faults: AuditFault[] = [];
  const sound = anchors.filter((anchor) => {
    const reason = faultOf(anchor, trusted);
    if (reason !== undefined) faults.push({ kind: 'wrong-signature', sequence: anchor.sequence, reason });
    return reason === undefined;
  });
  const chain = checkAuditChain(sound);
  for await (const records of audit.readAll()) for (const record of records) chain.take(record);
  const report = chain.finish();
  return {
    ...report,
    isIntact: report.isIntact && faults.length === 0,
    faults: [...faults, ...report.faults],
    faultCount: faults.length + report.faultCount,
  };
}

function keyOf(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === keyBytes) return bytes;
  throw new AppError('usage', { reason: `a public key has ${keyBytes} bytes in Base64; got ${text}` });
}

function faultOf(anchor: AuditAnchor, trusted: readonly Uint8Array[]): string | undefined {
  if (!trusted.some((key) => Buffer.compare(key, anchor.publicKey) === 0)) {
    return `an anchor of it is signed by the key ${Buffer.from(anchor.publicKey).toString('base64')}, which is not trusted here`;
  }
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(anchor.publicKey).toString('base64url') };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(null, anchorBytes(anchor), key, anchor.signature) ? undefined : 'an anchor of it has a wrong signature';
}
