/** Takes a package of a partner in: records by the same way as any file. */
import { AppError } from '../../errors.ts';
import { type ExchangeManifest, exchangeKinds } from '../../formats/exchange/exchange-manifest.ts';
import { sharedColumns } from '../../formats/exchange/shared-rows.ts';
import { type IngestBatchReport, ingestBatch } from '../ingest-batch.ts';
import type { Ports } from '../ports.ts';
import { loadProfile } from '../read-records.ts';
import type { Store } from '../store-ports.ts';
import { type UpdateHistoryReport, updateHistory } from '../update-history.ts';
import { hexHash, type OpenedPackage, openPackage } from './open-package.ts';
import { type AcceptableBy, requireAcceptable } from './require-acceptable.ts';

/** What taking in needs of the installation. */
export type AcceptingPorts = Pick<Ports, 'files' | 'folders' | 'exchangeKeys' | 'clock' | 'process' | 'keys'>;

/** What was taken in. */
export interface AcceptPackageReport {
  readonly manifest: ExchangeManifest;
  /** Agreement of this store by which it was taken in. */
  readonly agreementId: number;
  readonly batches: readonly IngestBatchReport[];
  readonly history: UpdateHistoryReport | undefined;
}

/** Profile that records of packages are read by. */
const profileName = 'touchstone';

/**
 * Opens a package, checks it and takes its records in as those of the partner's agency, under the handling that they came with. A package that is refused leaves nothing but an entry
 * of the audit that says why.
 * @throws `package-refused`, `not-found`, `too-large`, and what `ingestBatch` throws.
 */
export async function acceptPackage(
  ports: AcceptingPorts,
  store: Pick<Store, 'exchange' | 'facts' | 'history' | 'audit'>,
  path: string,
): Promise<AcceptPackageReport> {
  const { opened, by } = await openAcceptable(ports, store, path);
  const { manifest } = opened;
  if (!(exchangeKinds as readonly string[]).includes(manifest.kind)) {
    throw new AppError('usage', { reason: `${path} is a step of deconfliction: touchstone deconflict takes it` });
  }
  requireKnownColumns(path, opened);
  await keepAccepted(ports, store, opened, by);
  const batches = await ingestFiles(ports, store, opened);
  const history = await updateHistory(store, await ports.keys.identityKey());
  await store.exchange.setPackageState(manifest.id, 'accepted', 'done');
  await store.audit.append({
    atMs: ports.clock.nowMs(),
    actor: 'command',
    agency: manifest.to.agency,
    action: 'accept-package',
    subject: `package:${manifest.id}`,
    payload: {
      kind: manifest.kind,
      from: manifest.from.agency,
      agreement: by.agreement.id,
      purpose: manifest.purpose,
      accepted: batches.reduce((sum, { accepted }) => sum + accepted, 0),
      rejected: batches.reduce((sum, { rejected }) => sum + rejected, 0),
    },
  });
  return { manifest, agreementId: by.agreement.id, batches, history };
}

/**
 * Opens a package that this store may take in. A refusal is noted in the audit: the hash of the file and why, nothing of what it holds.
 * @throws `package-refused`.
 */
export async function openAcceptable(
  ports: Pick<Ports, 'files' | 'exchangeKeys' | 'clock'>,
  store: Pick<Store, 'exchange' | 'audit'>,
  path: string,
): Promise<{ readonly opened: OpenedPackage; readonly by: AcceptableBy }> {
  try {
    const opened = await openPackage(ports, path);
    return { opened, by: await requireAcceptable(store, path, opened.manifest, ports.clock.nowMs()) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'package-refused') {
      const sha256 = hexHash(await ports.files.readBytes(path));
      await store.audit.append({
        atMs: ports.clock.nowMs(),
        actor: 'command',
        agency: '',
        action: 'refuse-package',
        payload: { sha256, reason: error.details.reason },
      });
    }
    throw error;
  }
}

/**
 * Notes that a package is being taken in, so that it is not taken in again.
 * @throws `package-refused` where another process does so at the same time.
 */
export async function keepAccepted(
  ports: Pick<Ports, 'clock'>,
  store: Pick<Store, 'exchange'>,
  { manifest }: Pick<OpenedPackage, 'manifest'>,
  { partner, agreement }: AcceptableBy,
): Promise<void> {
  const isResumed = (await store.exchange.findPackage(manifest.id, 'accepted')) !== undefined;
  const isKept = await store.exchange.keepPackage({
    id: manifest.id,
    direction: 'accepted',
    state: 'accepting',
    partnerId: partner.id,
    agreementId: agreement.id,
    atMs: ports.clock.nowMs(),
    manifest,
  });
  if (isKept || isResumed) return;
  throw new AppError('package-refused', { file: manifest.id, reason: 'it is being taken in by another process' });
}

/** A row says nothing of whose it is: it is the sender's. */
function requireKnownColumns(path: string, { manifest, files }: OpenedPackage): void {
  if (manifest.kind === 'history-cells') return;
  for (const [index, bytes] of files.entries()) {
    const end = bytes.indexOf(0x0a);
    const head = Buffer.from(bytes.subarray(0, end < 0 ? bytes.length : end)).toString('utf8');
    const unknown = head.split(',').find((column) => !sharedColumns.has(column));
    if (unknown === undefined) continue;
    const reason = `${manifest.files[index]!.name} has a column ${unknown.slice(0, 40)}, which no package has`;
    throw new AppError('package-refused', { file: path, reason });
  }
}

async function ingestFiles(
  ports: AcceptingPorts,
  store: Pick<Store, 'facts'>,
  { manifest, files }: OpenedPackage,
): Promise<IngestBatchReport[]> {
  const profile = await loadProfile(ports, profileName);
  const batches: IngestBatchReport[] = [];
  for (const [index, file] of manifest.files.entries()) {
    const { ownerAgency, ...handling } = file.handling;
    const input = {
      profile: { ...profile, agency: ownerAgency, handling },
      path: packageFileName(manifest.id, file.name),
    };
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield files[index]!;
    };
    batches.push(await ingestBatch(ports, store, input, { open }));
  }
  return batches;
}

/** Returns the name under which a file of a package is a batch. */
export function packageFileName(packageId: string, name: string): string {
  return `package:${packageId}/${name}`;
}
