/** Ranks the consignments of a scored file under capacity. */
import { dayMs } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import { readCsv } from '../formats/read-csv.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { type Capacity, parseCapacity } from '../ranking/capacity.ts';
import { officerView } from '../ranking/officer-view.ts';
import { type Policy, parsePolicy } from '../ranking/policy.ts';
import { type RankedCandidate, type Ranking, rankTargets } from '../ranking/rank-targets.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import type { Ports } from './ports.ts';
import { scoredColumns } from './score-consignments.ts';

/** What is ranked. */
export interface RankScoredInput {
  readonly scoredPath: string;
  readonly capacityPath: string;
  /** Policy by name or path. */
  readonly policy: string;
  readonly seed: number;
  readonly manual: readonly string[];
  /** ISO moment of ranking, for streams. */
  readonly at?: string | undefined;
  /** Targets of an earlier ranking of the same stream. */
  readonly earlierPath?: string | undefined;
  /** Where the list for officers goes. */
  readonly outPath?: string | undefined;
  /** Where the record for statistics goes: every eligible consignment with its probability of selection and why it was selected. */
  readonly recordPath?: string | undefined;
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
  readonly targets: readonly ReturnType<typeof officerView>[];
}

/**
 * Ranks a file that `score` wrote.
 * @throws `file-unreadable`, `settings-invalid`, `refused`, `usage` for a moment that is not one.
 */
export async function rankScored(
  ports: Pick<Ports, 'files' | 'folders'>,
  input: RankScoredInput,
): Promise<RankScoredReport> {
  const candidates = await readCandidates(ports, input.scoredPath);
  const capacity: Capacity = parseCapacity(input.capacityPath, await ports.files.readText(input.capacityPath));
  const policy = await loadPolicy(ports, input.policy);
  const atMs = input.at === undefined ? undefined : parseAt(input.at);
  const earlier = new Set(input.earlierPath === undefined ? [] : await readIds(ports, input.earlierPath));
  const ranking = rankTargets({
    candidates,
    capacity,
    policy,
    seed: input.seed,
    manual: new Set(input.manual),
    ...(atMs === undefined ? {} : { stream: { atMs, earlier } }),
  });
  const selected = ranking.ranked.filter(({ isSelected }) => isSelected);
  const targets = selected.map((ranked, index) => officerView(ranked, index + 1));
  if (input.outPath !== undefined) await ports.files.write(input.outPath, targetLines(targets));
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
    targets,
  };
}

/**
 * Returns a policy by its name in the policies folder or by the path of its file.
 * @throws `not-found`, `settings-invalid`, `refused`.
 */
async function loadPolicy(ports: Pick<Ports, 'files' | 'folders'>, name: string): Promise<Policy> {
  const path = /\.ya?ml$/.test(name) ? name : `${ports.folders.policies}/${name}.yaml`;
  if (!(await ports.files.exists(path))) throw new AppError('not-found', { what: 'policy', name, hint: '' });
  return parsePolicy(path, await ports.files.readText(path));
}

async function readCandidates(ports: Pick<Ports, 'files'>, path: string): Promise<RankingCandidate[]> {
  const rows = await readTable(ports, path);
  const missing = scoredColumns.filter((column) => !rows.columns.includes(column));
  if (missing.length > 0)
    throw new AppError('file-unreadable', {
      file: path,
      reason: `it is not a scored file: no column ${missing.join(', ')}`,
    });
  const byId = new Map<string, RankingCandidate>();
  for (const row of rows.rows) {
    const candidate = candidateOf(row, path);
    const known = byId.get(candidate.consignmentId);
    byId.set(candidate.consignmentId, known === undefined ? candidate : joinItems(known, candidate));
  }
  return [...byId.values()];
}

function candidateOf(row: ReadonlyMap<string, string>, path: string): RankingCandidate {
  const text = (column: string): string | undefined => row.get(column) || undefined;
  const number = (column: string): number | undefined => {
    const value = text(column);
    if (value === undefined) return undefined;
    if (Number.isFinite(Number(value))) return Number(value);
    throw new AppError('file-unreadable', { file: path, reason: `${column} is ${value}, expected a number` });
  };
  const margin = number('margin');
  const probability = number('probability');
  const arrival = text('arrivedAt') ?? text('occurredAt');
  const arrivedAtMs = Date.parse(arrival ?? '');
  const consignmentId = text('consignment');
  if (margin === undefined || probability === undefined || consignmentId === undefined || Number.isNaN(arrivedAtMs)) {
    throw new AppError('file-unreadable', {
      file: path,
      reason: 'a row has no consignment, margin, probability or date',
    });
  }
  const cutOff = text('releaseCutOff');
  const hsCode = text('hsCode');
  return {
    consignmentId,
    office: text('office'),
    channel: text('channel'),
    shift: new Date(Math.floor(arrivedAtMs / dayMs) * dayMs).toISOString().slice(0, 10),
    margin,
    probability,
    hsCodes: hsCode === undefined ? [] : [hsCode],
    valueUsd: number('valueUsd'),
    quantityPieces: number('quantity'),
    arrivedAtMs,
    releaseCutOffMs: cutOff === undefined ? undefined : Date.parse(cutOff),
  };
}

/** A consignment counts with its highest item; values and quantities of its items add up. */
function joinItems(a: RankingCandidate, b: RankingCandidate): RankingCandidate {
  const higher = b.margin > a.margin ? b : a;
  const sum = (x: number | undefined, y: number | undefined): number | undefined =>
    x === undefined && y === undefined ? undefined : (x ?? 0) + (y ?? 0);
  return {
    ...a,
    margin: higher.margin,
    probability: higher.probability,
    hsCodes: [...a.hsCodes, ...b.hsCodes],
    valueUsd: sum(a.valueUsd, b.valueUsd),
    quantityPieces: sum(a.quantityPieces, b.quantityPieces),
  };
}

async function readIds(ports: Pick<Ports, 'files'>, path: string): Promise<string[]> {
  const { rows } = await readTable(ports, path);
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

function parseAt(text: string): number {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs)) throw new AppError('usage', { reason: `--at takes an ISO date and time; got ${text}` });
  return atMs;
}

function targetLines(targets: RankScoredReport['targets']): string {
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
    target.healthAndSafety,
    target.releaseCutOffMs === undefined ? undefined : new Date(target.releaseCutOffMs).toISOString(),
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
