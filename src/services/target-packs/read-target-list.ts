/** Reads a list of targets that `rank` or `allocate` wrote. */
import type { ControlKind } from '../../domain/examination.ts';
import { AppError } from '../../errors.ts';
import type { Ports } from '../ports.ts';
import { readCsvTable } from '../read-csv-table.ts';
import { reasonSeparator } from '../scored-line.ts';
import type { ListedTarget } from './pack-target.ts';

type Row = ReadonlyMap<string, string>;

/**
 * Returns the targets in the order of the list: of `rank --out` or `allocate --out`, or those that were selected of `rank --record` (why they were selected is not taken over).
 * @throws `file-unreadable` for another file, and for values of no known form.
 */
export async function readTargetList(ports: Pick<Ports, 'files'>, path: string): Promise<ListedTarget[]> {
  const { columns, rows } = await readCsvTable(ports, path);
  const refuse = (reason: string): never => {
    throw new AppError('file-unreadable', { file: path, reason });
  };
  const has = (...names: readonly string[]): boolean => names.every((name) => columns.includes(name));
  if (!has('consignment')) return refuse('it is no list of targets: no column consignment');
  const lineOf = has('isSelected', 'probability')
    ? recordLine
    : has('control', 'examinationUnit')
      ? allocatedLine()
      : has('place', 'lane')
        ? rankedLine
        : refuse(
            'it is no list of targets: expected one that rank or allocate wrote with --out, or rank with --record',
          );
  const chosen = has('isSelected') ? rows.filter((row) => row.get('isSelected') === '1') : rows;
  const targets = chosen.map((row, index): ListedTarget => {
    const line = lineOf(row, index + 1);
    for (const [name, value] of Object.entries(line))
      if (typeof value === 'number' && !(value >= 0)) refuse(`row ${index + 2}: ${name} is no number of 0 or more`);
    return line;
  });
  const seen = new Set<string>();
  for (const { consignmentId } of targets) {
    if (seen.has(consignmentId)) refuse(`consignment ${consignmentId} stands twice`);
    seen.add(consignmentId);
  }
  return targets;
}

function text(row: Row, column: string): string | undefined {
  return row.get(column) || undefined;
}

function number(row: Row, column: string): number | undefined {
  const value = text(row, column);
  return value === undefined ? undefined : Number(value);
}

/** The scores of a list are whole percent. */
function chance(row: Row): number | undefined {
  const riskScore = number(row, 'riskScore');
  return riskScore === undefined ? undefined : riskScore / 100;
}

/** The lane red is that of physical examination. */
function controlOfLane(lane: string | undefined): ControlKind | undefined {
  if (lane === 'red') return 'physical';
  return lane === 'yellow' ? 'documentary' : undefined;
}

function rankedLine(row: Row, place: number): ListedTarget {
  const lane = text(row, 'lane');
  const hazard = text(row, 'healthAndSafety');
  return {
    consignmentId: row.get('consignment')!,
    rank: number(row, 'place') ?? place,
    lane,
    control: controlOfLane(lane),
    minutes: undefined,
    shift: text(row, 'shift'),
    probability: chance(row),
    reasons: (text(row, 'reasons') ?? '').split(reasonSeparator).filter((reason) => reason !== ''),
    lookFor: hazard === undefined ? [] : [`health and safety: ${hazard}`],
  };
}

function recordLine(row: Row, place: number): ListedTarget {
  const lane = text(row, 'lane');
  return {
    consignmentId: row.get('consignment')!,
    rank: place,
    lane,
    control: controlOfLane(lane),
    minutes: undefined,
    shift: undefined,
    probability: number(row, 'probability'),
    reasons: [],
    lookFor: [],
  };
}

/** Minutes are those of what is opened: they stand with its first target, and the others with it take none more. */
function allocatedLine(): (row: Row, place: number) => ListedTarget {
  const seen = new Set<string>();
  return (row, place) => {
    const unit = row.get('examinationUnit')!;
    const minutes = ['documentaryMinutes', 'scanMinutes', 'physicalMinutes'].reduce(
      (sum, column) => sum + (number(row, column) ?? 0),
      0,
    );
    const isScan = row.get('control') === 'scan-then-open';
    const opensIn = text(row, 'opensIn');
    const line: ListedTarget = {
      consignmentId: row.get('consignment')!,
      rank: place,
      lane: undefined,
      control: isScan ? 'scan' : (row.get('control') as ControlKind),
      minutes: seen.has(unit) ? 0 : Number(minutes.toFixed(1)),
      shift: text(row, 'shift'),
      probability: chance(row),
      reasons: [],
      lookFor: [
        ...(isScan ? [`scan first; open after an alarm${opensIn === undefined ? '' : `, in shift ${opensIn}`}`] : []),
        ...(unit === row.get('consignment') ? [] : [`opened as part of ${unit}`]),
      ],
    };
    seen.add(unit);
    return line;
  };
}
