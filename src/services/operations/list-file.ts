/** An approved list as a file. */
import { type ListedTarget, listStateOf } from '../../domain/list-version.ts';
import { AppError } from '../../errors.ts';
import { writeCsvRows } from '../../formats/write-csv.ts';
import type { StoredList, StoredOperation } from '../operation-ports.ts';
import { listToRead, type OperationsView, operationToRead } from './operation-author.ts';
import type { ListName } from './pass-list.ts';

/** A list that may leave the house. */
export interface ApprovedList {
  readonly operation: StoredOperation;
  readonly list: StoredList;
  readonly targets: readonly ListedTarget[];
}

/**
 * Returns a version that a second person has approved and nobody has recalled.
 * @throws `not-found`, `conflict` for one that is not.
 */
export async function approvedList(view: OperationsView, { operationId, version }: ListName): Promise<ApprovedList> {
  const operation = await operationToRead(view, operationId);
  const list = await listToRead(view, operationId, version);
  const state = listStateOf(list);
  if (state !== 'approved' && state !== 'sent')
    throw new AppError('conflict', { reason: `the list is ${state}: only an approved list leaves the house` });
  return { operation, list, targets: await view.listVersions.targets(list.id) };
}

/** Returns a list as CSV or as one JSON object a line. Texts that a spreadsheet would take for formulas are neutralised. */
export function listFile({ targets }: Pick<ApprovedList, 'targets'>, format: 'csv' | 'ndjson'): string {
  // A score is an assessment that stays in the house.
  if (format === 'ndjson') return targets.map(({ riskScore: _, ...target }) => `${JSON.stringify(target)}\n`).join('');
  const head = [
    'consignment',
    'examinationUnit',
    'office',
    'shift',
    'control',
    'opensIn',
    'leadAgency',
    'channel',
    'goods',
    'hsCodes',
    'releaseCutOff',
    'documentaryMinutes',
    'scanMinutes',
    'physicalMinutes',
  ];
  const rows = targets.map((target) => [
    target.reference,
    target.unit,
    target.office,
    target.shift,
    target.control,
    target.opensIn,
    target.leadAgency,
    target.channel,
    target.goods,
    target.hsCodes.join(' '),
    target.releaseCutOffMs === undefined ? undefined : new Date(target.releaseCutOffMs).toISOString(),
    ...[target.minutes.documentary, target.minutes.scan, target.minutes.physical].map((amount) =>
      Number(amount.toFixed(1)),
    ),
  ]);
  return writeCsvRows([head, ...rows]);
}
