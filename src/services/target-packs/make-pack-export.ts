/** Makes an export that was asked for, and keeps its file until the link expires. */
import { createHash } from 'node:crypto';
import { dayMs } from '../../domain/moment.ts';
import { noPlaces } from '../../domain/office-places.ts';
import { AppError } from '../../errors.ts';
import { type PackFormat, packFormats, writeTargetPack } from '../../formats/target-pack/write-target-pack.ts';
import type { PackExport } from '../pack-export-ports.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';
import { referenceSecret } from './derived-secrets.ts';
import { loadPackMeans } from './load-pack-means.ts';
import { signManifest } from './manifest.ts';
import { packStoredTargets } from './pack-stored-targets.ts';
import { releaseTargets } from './release-targets.ts';
import { sentListOf } from './sent-list.ts';
import { manifestContent } from './write-target-files.ts';

/** How long a file can be fetched. */
const exportLifeMs = dayMs;
/** Bytes that a store keeps of one export. */
const exportLimit = 200 * 1024 * 1024;

export type { PackFormat };

/** Names of the formats. */
export const packFormatNames = Object.keys(packFormats) as readonly PackFormat[];

/** Returns under which name and as what a file is handed out. */
export function mediaTypeOf({ id, listId, format }: Pick<PackExport, 'id' | 'listId' | 'format'>): {
  readonly fileName: string;
  readonly mediaType: string;
} {
  const { extension, mediaType } = packFormats[format as PackFormat];
  return { fileName: `list-${listId}-export-${id}.${extension}`, mediaType };
}

/** What became of an export. */
export interface MakePackExportReport {
  readonly exportId: number;
  readonly state: PackExport['state'];
}

/**
 * Makes the file of an export that waits; one that is made stays as it is. A rule that forbids it, or a list without targets of the agency, leaves the export failed, with the reason.
 * @throws `not-found` for an export that is not there.
 */
export async function makePackExport(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'signingKeys' | 'clock'>,
  store: Pick<Store, 'packExports' | 'targetLists' | 'asAgency' | 'audit'>,
  exportId: number,
): Promise<MakePackExportReport> {
  const asked = await store.packExports.get(exportId);
  if (asked.state !== 'waiting') return { exportId, state: asked.state };
  try {
    await makeFile(ports, store, asked);
    return { exportId, state: 'ready' };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    await store.packExports.fail(exportId, error.message);
    return { exportId, state: 'failed' };
  }
}

async function makeFile(
  ports: Pick<Ports, 'files' | 'folders' | 'keys' | 'signingKeys' | 'clock'>,
  store: Pick<Store, 'packExports' | 'targetLists' | 'asAgency' | 'audit'>,
  asked: PackExport,
): Promise<void> {
  const nowMs = ports.clock.nowMs();
  const list = await store.targetLists.get(asked.listId);
  const secret = await referenceSecret(ports);
  const pack = await store.asAgency({ agency: asked.agency, nowMs }, (view) =>
    packStoredTargets(view, { list, secret, places: noPlaces, nowMs }),
  );
  const release = { ...asked, nowMs };
  const released = await releaseTargets(pack, release);
  const format = asked.format as PackFormat;
  const bytes = await gathered(writeTargetPack(released.pack, format, await loadPackMeans(ports)));
  const { fileName: name, mediaType } = mediaTypeOf(asked);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = {
    name,
    mediaType,
    byteCount: bytes.length,
    sha256,
  };
  const manifest = signManifest(manifestContent(released, release, [file]), await ports.signingKeys.signingKey());
  const references = new Set<string>();
  for await (const { reference } of released.pack.targets) references.add(reference);
  const sent = await sentListOf(pack, asked.audience, references);
  // What personal data leave, for whom and what for is in the audit before anybody can fetch them.
  await store.audit.append({
    atMs: nowMs,
    actor: asked.askedBy,
    agency: asked.agency,
    action: 'export',
    subject: `export:${asked.id}`,
    payload: {
      purpose: asked.purpose,
      gateway: asked.gateway,
      audience: asked.audience,
      format,
      sha256,
      withheld: released.withheld,
      records: sent.targets.map(({ consignmentId }) => consignmentId),
    },
  });
  await store.packExports.finish(asked.id, {
    madeAtMs: nowMs,
    expiresAtMs: nowMs + exportLifeMs,
    manifest,
    sent,
    bytes,
  });
}

async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > exportLimit) throw new AppError('too-large', { what: 'the export', limit: `${exportLimit} bytes` });
    parts.push(chunk);
  }
  return Buffer.concat(parts, length);
}
