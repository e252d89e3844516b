/** Keeps the signed end of the audit, in the store and elsewhere. */
import type { AuditAnchor } from '../domain/audit-entry.ts';
import { anchorLine, readAnchorLines } from './anchor-lines.ts';
import type { AuditPort } from './audit-ports.ts';
import type { FilePort } from './ports.ts';
import { type SigningPorts, signAuditHead } from './sign-audit-head.ts';

/**
 * Signs the head, keeps a copy in the store, and adds it to a file of anchors, which is made where there is none.
 * @throws `not-found` while nothing stands in the audit, `file-unreadable` for a file of something else, which stays as it is.
 */
export async function anchorAudit(
  ports: SigningPorts & { readonly files: Pick<FilePort, 'exists' | 'readText' | 'write'> },
  audit: Pick<AuditPort, 'head' | 'keepAnchor'>,
  file: string,
): Promise<AuditAnchor> {
  const before = (await ports.files.exists(file)) ? readAnchorLines(file, await ports.files.readText(file)) : [];
  const anchor = await signAuditHead(ports, audit);
  await audit.keepAnchor(anchor);
  await ports.files.write(file, [...before, anchor].map((one) => `${anchorLine(one)}\n`).join(''));
  return anchor;
}
