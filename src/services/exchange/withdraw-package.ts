/** Takes out again what a package brought. */
import { AppError } from '../../errors.ts';
import { eraseRecords } from '../erase-records.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { packageFileName } from './accept-package.ts';

/** What was taken out. */
export interface WithdrawPackageReport {
  readonly id: string;
  readonly records: number;
  readonly facts: number;
}

/**
 * Erases the records that a package brought, with everything that was derived of them, and takes back what they added to the history; the package stays known, so that it is not taken
 * in again. Records that other batches brought too go with it: they are the partner's, and it sends them again.
 * @throws `not-found` for a package that was not taken in, or is withdrawn already.
 */
export async function withdrawPackage(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'clock'>,
  store: Pick<Store, 'exchange' | 'erasures' | 'history' | 'audit' | 'frozenTargets'>,
  { id, ground }: { readonly id: string; readonly ground: string },
): Promise<WithdrawPackageReport> {
  const kept = await store.exchange.findPackage(id, 'accepted');
  if (kept === undefined || kept.state === 'withdrawn') throw new AppError('not-found', { what: 'package', name: id });
  const { manifest } = kept;
  const names = manifest.files.map(({ name }) => packageFileName(id, name));
  const records = await store.exchange.recordsOfFiles(names);
  const erasures =
    records.length === 0
      ? []
      : (await eraseRecords(ports, store, { records, party: undefined, ground, actor: 'command' })).erasures;
  await store.exchange.setPackageState(id, 'accepted', 'withdrawn');
  await store.audit.append({
    atMs: ports.clock.nowMs(),
    actor: 'command',
    agency: manifest.to.agency,
    action: 'withdraw-package',
    subject: `package:${id}`,
    payload: { kind: manifest.kind, from: manifest.from.agency, ground, records: records.length },
  });
  return { id, records: records.length, facts: erasures.reduce((sum, { facts }) => sum + facts, 0) };
}
