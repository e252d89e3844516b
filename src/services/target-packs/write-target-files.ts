/** Writes a pack for an audience as files, with a signed manifest beside them and, for the sender, what was sent. */
import { createHash } from 'node:crypto';
import { markingsOf } from '../../domain/may-see.ts';
import type { OfficePlaces } from '../../domain/office-places.ts';
import type { TargetPack } from '../../domain/target-pack.ts';
import { type PackFormat, packFormats, writeTargetPack } from '../../formats/target-pack/write-target-pack.ts';
import type { Ports } from '../ports.ts';
import { loadPackMeans } from './load-pack-means.ts';
import { type Manifest, type ManifestFile, manifestEnding, signManifest } from './manifest.ts';
import { type ReleasedTargets, type ReleaseInput, releaseTargets } from './release-targets.ts';
import { sentEnding, sentListOf } from './sent-list.ts';

/** What is written where. */
export interface WriteTargetFilesInput extends ReleaseInput {
  readonly formats: readonly PackFormat[];
  readonly folder: string;
  /** Begins the names of all files. */
  readonly name: string;
  readonly places: OfficePlaces;
}

/** What was written. */
export interface WriteTargetFilesReport {
  readonly manifest: Manifest;
  readonly manifestPath: string;
  /** Stays with the sender. */
  readonly sentPath: string;
  readonly withheld: ReleasedTargets['withheld'];
}

/**
 * Writes the files.
 * @throws as {@link releaseTargets}, and `too-large` for more targets than a spreadsheet has rows.
 */
export async function writeTargetFiles(
  ports: Pick<Ports, 'files' | 'folders' | 'signingKeys'>,
  pack: TargetPack,
  input: WriteTargetFilesInput,
): Promise<WriteTargetFilesReport> {
  const released = await releaseTargets(pack, input);
  const means = { ...(await loadPackMeans(ports)), places: input.places };
  const files: ManifestFile[] = [];
  for (const format of new Set(input.formats)) {
    const name = `${input.name}.${packFormats[format].extension}`;
    const bytes = writeTargetPack(released.pack, format, means);
    files.push({
      name,
      mediaType: packFormats[format].mediaType,
      ...(await writeHashed(ports, `${input.folder}/${name}`, bytes)),
    });
  }
  const references = new Set<string>();
  for await (const { reference } of released.pack.targets) references.add(reference);
  const sentPath = `${input.folder}/${input.name}${sentEnding}`;
  await ports.files.write(sentPath, `${JSON.stringify(await sentListOf(pack, input.audience, references))}\n`);
  const manifest = signManifest(manifestContent(released, input, files), await ports.signingKeys.signingKey());
  const manifestPath = `${input.folder}/${input.name}${manifestEnding}`;
  await ports.files.write(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  return { manifest, manifestPath, sentPath, withheld: released.withheld };
}

/** Returns what a manifest says of files that were made of a pack. */
export function manifestContent(
  { pack, count }: ReleasedTargets,
  { audience, purpose, gateway, nowMs }: ReleaseInput,
  files: ManifestFile[],
): Parameters<typeof signManifest>[0] {
  const { title, list, handling } = pack;
  return {
    title,
    list,
    audience,
    purpose,
    ...(gateway === undefined ? {} : { gateway }),
    handling: [...markingsOf(handling)],
    madeAtMs: nowMs,
    targets: count,
    files,
  };
}

async function writeHashed(
  ports: Pick<Ports, 'files'>,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Pick<ManifestFile, 'byteCount' | 'sha256'>> {
  const hash = createHash('sha256');
  let byteCount = 0;
  const writer = await ports.files.create(path);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      byteCount += chunk.length;
      await writer.append(chunk);
    }
    await writer.finish();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  return { byteCount, sha256: hash.digest('hex') };
}
