/** Ranks the consignments of a scored file under capacity. */
import { dayMs } from '../domain/moment.ts';
import { isUnitCode, piecesOf } from '../domain/unit.ts';
import { AppError } from '../errors.ts';
import { readCsv } from '../formats/read-csv.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { type Capacity, parseCapacity } from '../ranking/capacity.ts';
import { hazardText, type OfficerTarget, officerView } from '../ranking/officer-view.ts';
import { type RankedCandidate, type Ranking, rankTargets } from '../ranking/rank-targets.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import { loadPolicy } from './load-policy.ts';
import type { Ports } from './ports.ts';
import { reasonSeparator, scoredColumns } from './score-consignments.ts';

/** What is ranked. */
export interface RankScoredInput {
  readonly scoredPath: string;
  readonly capacityPath: string;
  /** Policy by name or path. */
  readonly policy: string;
  readonly seed: number;
  readonly manual: readonly string[];
  /** ISO moment of ranking with its zone, for streams. */
  readonly at?: string | undefined;
  /** Targets of earlier rankings of the same stream. */
  readonly earlierPaths?: readonly string[] | undefined;
  /** Where the list for officers goes. */
  readonly outPath?: string | undefined;
  /** Where the record for statistics goes: every eligible consignment with its probability of selection and why it was selected. */
  readonly recordPath?: string | undefined;
}

/** A target with the reasons that `score` wrote for it. */
interface ListedTarget extends OfficerTarget {
  readonly reasons?: readonly string[];
}

/** What ranking says of a file. Counts by source are for the command's own summary, not for lists. */
export interface RankScoredReport {
  readonly policy: string;
  readonly candidates: number;
  readonly eligible: number;
  readonly ineligible: { readonly [reason: string]: number };
  readonly selected: number;
  readonly expectedFinds: number;
  readonly lanes: { readonly [lane: string]: number };
  readonly streams: Ranking['streams'];
  /** Whether the targets bear reasons: all of them or none, since a gap would tell a random pick from the model's. */
  readonly hasReasons: boolean;
  readonly targets: readonly ListedTarget[];
}

/**
 * Ranks a file that `score` wrote.
 * @throws `file-unreadable`, `settings-invalid`, `refused`, and `usage` for options that do not go together, a moment without a zone, and picks that are not eligible.
 */
export async function rankScored(
  ports: Pick<Ports, 'files' | 'folders'>,
  input: RankScoredInput,
): Promise<RankScoredReport> {
  const stream = await streamOf(ports, input);
  const { candidates, hasReasonsColumn } = await readCandidates(ports, input.scoredPath);
  const capacity: Capacity = parseCapacity(input.capacityPath, await ports.files.readText(input.capacityPath));
  const policy = await loadPolicy(ports, input.policy);
  const ranking = rankTargets({
    candidates,
    capacity,
    policy,
    seed: input.seed,
    manual: new Set(input.manual),
    ...(stream === undefined ? {} : { stream }),
  });
  requireEligible(input, ranking);
  const selected = ranking.ranked.filter(({ isSelected }) => isSelected);
  const reasons = new Map(candidates.map((candidate) => [candidate.consignmentId, candidate.reasons]));
  const reasonsOf = ({ candidate }: RankedCandidate): readonly string[] => reasons.get(candidate.consignmentId) ?? [];
  const hasReasons = hasReasonsColumn && selected.every((ranked) => reasonsOf(ranked).length > 0);
  const targets = selected.map((ranked, index): ListedTarget => {
    const target = officerView(ranked, index + 1);
    return hasReasons ? { ...target, reasons: reasonsOf(ranked) } : target;
  });
  if (input.outPath !== undefined) await ports.files.write(input.outPath, targetLines(targets, hasReasons));
  if (input.recordPath !== undefined) await ports.files.write(input.recordPath, recordLines(ranking.ranked));
  return {
    policy: `${policy.name} version ${policy.version}`,
    candidates: candidates.length,
    eligible: ranking.ranked.length,
    ineligible: countBy(ranking.ineligible.map(({ reason }) => reason)),
    selected: selected.length,
    expectedFinds: selected.reduce((sum, { candidate }) => sum + candidate.probability, 0),
    lanes: countBy(ranking.ranked.map(({ lane }) => lane)),
    streams: ranking.streams,
    hasReasons,
    targets,
  };
}

async function streamOf(
  ports: Pick<Ports, 'files'>,
  input: RankScoredInput,
): Promise<{ readonly atMs: number; readonly earlier: ReadonlySet<string> } | undefined> {
  const paths = input.earlierPaths ?? [];
  if (input.at === undefined) {
    if (paths.length === 0) return undefined;
    throw new AppError('usage', {
      reason: '--selected names what was selected earlier in a stream, so it needs --at, the moment of this ranking',
    });
  }
  if (input.manual.length > 0) {
    throw new AppError('usage', {
      reason:
        '--manual does not go with --at: what an officer picks while a stream runs is added to a list that --selected names',
    });
  }
  const atMs = parseAt(input.at);
  const earlier = new Set<string>();
  for (const path of paths) for (const id of await readIds(ports, path)) earlier.add(id);
  return { atMs, earlier };
}

/** An officer's pick that cannot be taken is said, not passed over. */
function requireEligible(input: RankScoredInput, ranking: Ranking): void {
  const eligible = new Set(ranking.ranked.map(({ candidate }) => candidate.consignmentId));
  const left = new Map(ranking.ineligible.map(({ candidate, reason }) => [candidate.consignmentId, reason]));
  const problems = input.manual
    .filter((id) => !eligible.has(id))
    .map((id) => `${id} (${left.get(id) ?? `not in ${input.scoredPath}`})`);
  if (problems.length > 0) throw new AppError('usage', { reason: `--manual: cannot take ${problems.join(', ')}` });
}

interface ScoredCandidate extends RankingCandidate {
  /** Of its highest item, strongest first. */
  readonly reasons: readonly string[];
}

async function readCandidates(
  ports: Pick<Ports, 'files'>,
  path: string,
): Promise<{ readonly candidates: ScoredCandidate[]; readonly hasReasonsColumn: boolean }> {
  const rows = await readTable(ports, path);
  const missing = scoredColumns.filter((column) => !rows.columns.includes(column));
  if (missing.length > 0)
    throw new AppError('file-unreadable', {
      file: path,
      reason: `it is not a scored file: no column ${missing.join(', ')}`,
    });
  const byId = new Map<string, ScoredCandidate>();
  for (const row of rows.rows) {
    const candidate = candidateOf(row, path);
    const known = byId.get(candidate.consignmentId);
    byId.set(candidate.consignmentId, known === undefined ? candidate : joinItems(known, candidate));
  }
  return { candidates: [...byId.values()], hasReasonsColumn: rows.columns.includes('reasons') };
}

function candidateOf(row: ReadonlyMap<string, string>, path: string): ScoredCandidate {
  const refuse = (reason: string): never => {
    throw new AppError('file-unreadable', { file: path, reason });
  };
  const text = (column: string): string | undefined => row.get(column) || undefined;
  const number = (column: string): number | undefined => {
    const value = text(column);
    if (value === undefined) return undefined;
    return Number.isFinite(Number(value)) ? Number(value) : refuse(`${column} is ${value}, expected a number`);
  };
  const moment = (column: string): number | undefined => {
    const value = text(column);
    if (value === undefined) return undefined;
    const isMoment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}Z)?$/.test(value) && !Number.isNaN(Date.parse(value));
    return isMoment ? Date.parse(value) : refuse(`${column} is ${value}, expected a date, or a date and time in UTC`);
  };
  const margin = number('margin');
  const probability = number('probability');
  const arrivedAtMs = moment('arrivedAt') ?? moment('occurredAt');
  const consignmentId = text('consignment');
  if (margin === undefined || probability === undefined || consignmentId === undefined || arrivedAtMs === undefined) {
    return refuse('a row has no consignment, margin, probability or date');
  }
  const cutOffMs = moment('releaseCutOff');
  const hsCode = text('hsCode');
  const unitCode = text('unitCode');
  if (unitCode !== undefined && !isUnitCode(unitCode)) refuse(`unitCode is ${unitCode}, expected a known unit`);
  const quantity = number('quantity');
  return {
    consignmentId,
    office: text('office'),
    channel: text('channel'),
    shift: new Date(Math.floor(arrivedAtMs / dayMs) * dayMs).toISOString().slice(0, 10),
    margin,
    probability,
    hsCodes: hsCode === undefined ? [] : [hsCode],
    valueUsd: number('valueUsd'),
    // Kilograms, litres and metres are no pieces.
    quantityPieces: quantity === undefined ? undefined : piecesOf(quantity, unitCode),
    arrivedAtMs,
    // A cut-off that is given as a date alone is that day's end.
    releaseCutOffMs: cutOffMs !== undefined && text('releaseCutOff')!.length === 10 ? cutOffMs + dayMs : cutOffMs,
    reasons: (text('reasons') ?? '').split(reasonSeparator).filter((reason) => reason !== ''),
  };
}

/** A consignment counts with its highest item; values and quantities of its items add up. */
function joinItems(a: ScoredCandidate, b: ScoredCandidate): ScoredCandidate {
  const higher = b.margin > a.margin ? b : a;
  const sum = (x: number | undefined, y: number | undefined): number | undefined =>
    x === undefined && y === undefined ? undefined : (x ?? 0) + (y ?? 0);
  return {
    ...a,
    margin: higher.margin,
    probability: higher.probability,
    reasons: higher.reasons,
    hsCodes: [...a.hsCodes, ...b.hsCodes],
    valueUsd: sum(a.valueUsd, b.valueUsd),
    quantityPieces: sum(a.quantityPieces, b.quantityPieces),
  };
}

async function readIds(ports: Pick<Ports, 'files'>, path: string): Promise<string[]> {
  const { columns, rows } = await readTable(ports, path);
  if (!columns.includes('consignment')) {
    throw new AppError('file-unreadable', { file: path, reason: 'it is no list of targets: no column consignment' });
  }
  return rows.map((row) => row.get('consignment') ?? '').filter((id) => id !== '');
}

async function readTable(
  ports: Pick<Ports, 'files'>,
  path: string,
): Promise<{ columns: readonly string[]; rows: ReadonlyMap<string, string>[] }> {
  const stream = await readCsv(
    { name: path, open: () => ports.files.open(path) },
    { delimiter: ',', encoding: 'utf-8' },
  );
  const rows: ReadonlyMap<string, string>[] = [];
  for await (const batch of stream.batches) {
    for (const row of batch) {
      const { fields } = row;
      if (fields === undefined)
        throw new AppError('file-unreadable', {
          file: path,
          reason: `row ${row.row}: ${row.fault?.expected ?? 'unreadable'}`,
        });
      rows.push(new Map(stream.columns.map((column, index) => [column, fields[index] ?? ''])));
    }
  }
  return { columns: stream.columns, rows };
}

/** A time without a zone would mean another moment on another machine. */
function parseAt(text: string): number {
  const isZoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const atMs = Date.parse(text);
  if (isZoned && !Number.isNaN(atMs)) return atMs;
  throw new AppError('usage', {
    reason: `--at takes an ISO date and time with its zone, such as 2026-10-10T12:00Z or 2026-10-10T14:00+02:00; got ${text}`,
  });
}

function targetLines(targets: RankScoredReport['targets'], hasReasons: boolean): string {
  const head = [
    'place',
    'consignment',
    'lane',
    'riskScore',
    'office',
    'channel',
    'shift',
    'hsCodes',
    'valueUsd',
    'healthAndSafety',
    'releaseCutOff',
    ...(hasReasons ? ['reasons'] : []),
  ];
  const rows = targets.map((target) => [
    target.place,
    target.consignmentId,
    target.lane,
    target.riskScore,
    target.office,
    target.channel,
    target.shift,
    target.hsCodes.join(' '),
    target.valueUsd,
    hazardText(target),
    target.releaseCutOffMs === undefined ? undefined : new Date(target.releaseCutOffMs).toISOString(),
    ...(hasReasons ? [target.reasons?.join(reasonSeparator)] : []),
  ]);
  return writeCsvRows([head, ...rows]);
}

function recordLines(ranked: readonly RankedCandidate[]): string {
  const head = [
    'consignment',
    'cell',
    'lane',
    'isSelected',
    'source',
    'selectionProbability',
    'margin',
    'probability',
    'harm',
    'expectedHarm',
  ];
  const rows = ranked.map((row) => [
    row.candidate.consignmentId,
    row.cell,
    row.lane,
    Number(row.isSelected),
    row.source,
    row.selectionProbability,
    row.candidate.margin,
    row.candidate.probability,
    row.harm.total,
    row.expectedHarm,
  ]);
  return writeCsvRows([head, ...rows]);
}

function countBy(names: readonly string[]): { [name: string]: number } {
  const counts: { [name: string]: number } = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
