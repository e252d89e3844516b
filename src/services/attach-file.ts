/** Keeps a file with a case. */
import { createHash } from 'node:crypto';
import type { TlpLabel } from '../domain/handling.ts';
import { type CaseAuthor, type CaseView, caseToRead, noteCaseStep, personOf } from './case-author.ts';
import type { CaseAttachment } from './case-ports.ts';

/** Bytes of a file. */
export const attachmentBytes = 10 * 1024 * 1024;

/** A file that is attached. */
export interface AttachFileInput {
  readonly caseId: number;
  readonly fileName: string;
  readonly tlp: TlpLabel;
  readonly bytes: Uint8Array;
}

/**
 * Attaches a file, with its hash.
 * @throws `not-found`.
 */
export async function attachFile(view: CaseView, by: CaseAuthor, input: AttachFileInput): Promise<CaseAttachment> {
  const found = await caseToRead(view, input.caseId);
  const { fileName, tlp, bytes } = input;
  const sha256 = createHash('sha256').update(bytes).digest();
  const { id: byId } = personOf(by.actor);
  const id = await view.cases.attach(found.id, { fileName, tlp, sha256, bytes, atMs: by.nowMs, byId });
  await noteCaseStep(view, by, {
    case: found,
    action: 'attach-file',
    event: { kind: 'attached', text: `attached a file of ${bytes.length} bytes` },
    payload: { attachment: id, sha256: sha256.toString('hex'), tlp },
  });
  return { id, fileName, byteCount: bytes.length, sha256, tlp };
}
