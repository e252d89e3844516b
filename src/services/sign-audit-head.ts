/** Signs the end of the audit. */
import { anchorBytes } from '../domain/audit-chain.ts';
import type { AuditAnchor } from '../domain/audit-entry.ts';
import { AppError } from '../errors.ts';
import type { AuditPort } from './audit-ports.ts';
import type { SigningKeyPort } from './key-ports.ts';

/** What signing needs. */
export interface SigningPorts {
  readonly signingKeys: SigningKeyPort;
  readonly clock: { nowMs(): number };
}

/**
 * Returns the head of the chain with the installation's signature: whoever keeps it elsewhere can tell later whether the chain up to it is still the same.
 * @throws `not-found` while nothing stands in the audit.
 */
export async function signAuditHead(
  { signingKeys, clock }: SigningPorts,
  audit: Pick<AuditPort, 'head'>,
): Promise<AuditAnchor> {
  const head = await audit.head();
  if (head === undefined) throw new AppError('not-found', { what: 'entry', name: 'of the audit' });
  const key = await signingKeys.signingKey();
  const signed = { ...head, anchoredAtMs: clock.nowMs() };
  return { ...signed, signature: key.sign(anchorBytes(signed)), publicKey: key.publicKey };
}
