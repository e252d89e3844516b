/** Makes a file of a kept list of targets. */
import { createHash } from 'node:crypto';
import type { Ports } from './ports.ts';
import type { Store } from './store-ports.ts';
import type { ExportFormat } from './target-list-ports.ts';

/** What came of an export. */
export interface ExportTargetsReport {
  readonly exportId: number;
  readonly byteCount: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Makes the file and keeps it with the list.
 * @throws `not-found`.
 */
export async function exportTargets(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'targetLists'>,
  input: { readonly listId: number; readonly format: ExportFormat },
): Promise<ExportTargetsReport> {
  const list = await store.targetLists.get(input.listId);
  const text = input.format === 'csv' ? list.csv : list.targets.map((target) => `${JSON.stringify(target)}\n`).join('');
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash('sha256').update(bytes).digest();
  const exportId = await store.targetLists.keepExport({ ...input, madeAtMs: ports.clock.nowMs(), sha256, bytes });
  return { exportId, byteCount: bytes.length, sha256: sha256.toString('hex') };
}
