/** Makes a pack of a list in a file, with the records of its consignments. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';

import { stages } from '../../domain/consignment.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { combineHandling } from '../../domain/handling.ts';
import type { OfficePlaces } from '../../domain/office-places.ts';
import { isGoodsItemRecord } from '../../domain/record.ts';
import type { RightsRecord } from '../../domain/rights-record.ts';
import type { PackReason, PackTarget, TargetPack, TargetPackHead } from '../../domain/target-pack.ts';
import { targetReference } from '../../domain/target-reference.ts';
import { AppError } from '../../errors.ts';
import { RightsFinder } from '../../matching/rights/rights-finder.ts';
import type { Ports } from '../ports.ts';
import { type FileReport, type InputFile, loadRates, readRecords } from '../read-records.ts';
import { referenceSecret } from './derived-secrets.ts';
import { type PackTargetMeans, packTargetOf } from './pack-target.ts';
import { readTargetList } from './read-target-list.ts';

/** What is packed. */
export interface PackListedTargetsInput {
  readonly listPath: string;
  /** Files of the consignments, and of rights. */
  readonly files: readonly InputFile[];
  readonly places: OfficePlaces;
  readonly reasonsFor?: PackReason['audiences'] | undefined;
  /** Targets of this day (ISO) alone: of their shift, else of their arrival. */
  readonly day?: string | undefined;
  /** Undefined makes one of the list's content, so that the same list has the same. */
  readonly listId?: string | undefined;
  readonly listVersion: number;
  readonly head: Omit<TargetPackHead, 'audience' | 'handling' | 'list' | 'method'>;
}

/** A pack for the own unit, and the books of the files that were read for it. */
export interface PackedTargets {
  readonly pack: TargetPack;
  readonly files: readonly FileReport[];
}

/**
 * Makes the pack. Of a consignment that is known at several stages the latest counts.
 * @throws `not-found` naming a consignment of the list that no file tells of, and all that reading throws.
 */
export async function packListedTargets(
  ports: Pick<Ports, 'files' | 'folders' | 'keys'>,
  input: PackListedTargetsInput,
): Promise<PackedTargets> {
  const listed = await readTargetList(ports, input.listPath);
  if (listed.length === 0) throw new AppError('not-enough-data', { reason: `${input.listPath} has no targets` });
  const { records, rights, files } = await readFiles(
    ports,
    input.files,
    new Set(listed.map(({ consignmentId }) => consignmentId)),
  );
  const missing = listed
    .filter(({ consignmentId }) => !records.has(consignmentId))
    .map(({ consignmentId }) => consignmentId);
  if (missing.length > 0) {
    const others = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    throw new AppError('not-found', {
      what: 'consignment',
      name: missing[0]!,
      hint: `${others} in the files; the list names it`,
    });
  }
  const secret = await referenceSecret(ports);
  const listId = input.listId ?? (await listIdOf(ports, input.listPath));
  const means = {
    places: input.places,
    reasonsFor: input.reasonsFor,
    rights: rightsMeans(rights),
    referenceOf: (consignmentId: string) => targetReference(secret, { listId, consignmentId }),
  };
  const all = listed.map((line) => packTargetOf(line, latestStage(records.get(line.consignmentId)!), means));
  const { day } = input;
  const targets = day === undefined ? all : all.filter((target) => isOfDay(target, day));
  if (targets.length === 0)
    throw new AppError('not-enough-data', { reason: `${input.listPath} has no targets of ${day}` });
  const handling = targets.map((target) => target.handling).reduce(combineHandling);
  const list = { id: listId, version: input.listVersion };
  return {
    pack: { ...input.head, list, method: listMethod(listed.length), audience: 'own-unit', handling, targets },
    files,
  };
}

/** Returns what finds rights, and whom to call about each; undefined where none is known. */
export function rightsMeans(rights: readonly RightsRecord[]): PackTargetMeans['rights'] {
  if (rights.length === 0) return undefined;
  return { finder: new RightsFinder(rights), byId: new Map(rights.map((right) => [right.id, right])) };
}

/** Returns how lists are made, in words. @param count targets of the whole list. */
export function listMethod(count: number): string[] {
  return [
    `${count} targets were chosen under the capacity of controls.`,
    'A share of them was drawn at random over everything that could be controlled, before anything else was chosen; no file says which, so that all are controlled alike.',
    'Probabilities are calibrated on past results and are suspicions; reasons say what moved the score, not what the goods are.',
  ];
}

function isOfDay({ shift, arrivalMs }: PackTarget, day: string): boolean {
  if (shift !== undefined) return shift.startsWith(day);
  return arrivalMs !== undefined && new Date(arrivalMs).toISOString().startsWith(day);
}

async function listIdOf(ports: Pick<Ports, 'files'>, path: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await ports.files.readBytes(path))
    .digest('hex');
  return `${basename(path).replace(/\.csv$/, '')}-${hash.slice(0, 12)}`;
}

async function readFiles(
  ports: Pick<Ports, 'files' | 'folders'>,
  inputs: readonly InputFile[],
  wanted: ReadonlySet<string>,
): Promise<{ records: Map<string, GoodsItemRecord[]>; rights: RightsRecord[]; files: FileReport[] }> {
  const records = new Map<string, GoodsItemRecord[]>();
  const rights: RightsRecord[] = [];
  const files: FileReport[] = [];
  for await (const batch of readRecords(ports, inputs, { rates: await loadRates(ports), reports: files })) {
    for (const record of batch) {
      if (record.kind === 'rights-record') rights.push(record);
      if (!isGoodsItemRecord(record) || !wanted.has(record.consignment.id)) continue;
      const known = records.get(record.consignment.id);
      if (known === undefined) records.set(record.consignment.id, [record]);
      else known.push(record);
    }
  }
  return { records, rights, files };
}

/** Items of the latest stage, each in its latest version, by item number. */
function latestStage(records: readonly GoodsItemRecord[]): GoodsItemRecord[] {
  const stage = Math.max(...records.map(({ consignment }) => stages.indexOf(consignment.stage)));
  const items = new Map<number, GoodsItemRecord>();
  for (const record of records)
    if (stages.indexOf(record.consignment.stage) === stage) items.set(record.item.itemNumber, record);
  return [...items.values()].sort((a, b) => a.item.itemNumber - b.item.itemNumber);
}
