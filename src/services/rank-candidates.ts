/** Ranks scored consignments under capacity, wherever their scores come from. */
import type { RightFinding } from '../domain/right-finding.ts';
import { AppError } from '../errors.ts';
import { writeCsvRows } from '../formats/write-csv.ts';
import { type Capacity, parseCapacity } from '../ranking/capacity.ts';
import { hazardText, type OfficerTarget, officerView } from '../ranking/officer-view.ts';
import { type RankedCandidate, type Ranking, rankTargets } from '../ranking/rank-targets.ts';
import { isScored, type RankingCandidate } from '../ranking/ranking-candidate.ts';
import { applyRules, type RuleVerdicts } from '../ranking/rules/apply-rules.ts';
import { parseRules } from '../ranking/rules/parse-rules.ts';
import { fieldsOf } from '../ranking/rules/rule-condition.ts';
import type { RuleFacts } from '../ranking/rules/rule-fields.ts';
import { isInForce, liveRules } from '../ranking/rules/rule-set.ts';
import { loadPolicy } from './load-policy.ts';
import type { Ports } from './ports.ts';
import { readCsvTable } from './read-csv-table.ts';
import { reasonSeparator } from './scored-line.ts';

/** How consignments are ranked. */
export interface RankInput {
  readonly capacityPath: string;
  /** Policy by name or path. */
  readonly policy: string;
  readonly seed: number;
  readonly manual: readonly string[];
  /** File of rules, and the day (`2026-10-05`) on which they are asked. */
  readonly rules?: { readonly path: string; readonly today: string } | undefined;
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
  /** What customs may do about it by the rights that are registered; undefined where the source knows no rights. */
  readonly right?: RightFinding['finding'];
}

/** What ranking says. Counts by source are for the command's own summary, not for lists. */
export interface RankReport {
  readonly policy: string;
  readonly candidates: number;
  /** Candidates that no model has scored: chance, officers and look-outs alone may take them. */
  readonly notScored: number;
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

/** Scores to be ranked. */
export interface CandidateSource {
  /** Where they come from, for messages. */
  readonly name: string;
  readonly candidates: readonly RankingCandidate[];
  /** Consignments that match a look-out, the most urgent first. */
  readonly lookOuts?: readonly string[] | undefined;
  /** What rules see of the items of each consignment, and which fields that can be; undefined where rules cannot be asked. */
  readonly facts?: RuleFactsSource | undefined;
  /** Returns the reasons of selected consignments, strongest first; undefined where there are none to be had. */
  reasonsOf(consignmentIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]> | undefined>;
  /** Returns the strongest finding of a right among the items of each consignment; undefined where no rights are known. */
  rightsOf?(consignmentIds: readonly string[]): Promise<ReadonlyMap<string, RightFinding['finding']> | undefined>;
}

/** Facts of goods items, by consignment. */
interface RuleFactsSource {
  readonly fields: ReadonlySet<string>;
  readonly items: ReadonlyMap<string, readonly RuleFacts[]>;
}

/**
 * Ranks consignments. The source is asked for its candidates only once the options are known to go together.
 * @throws `settings-invalid`, `refused`, and `usage` for options that do not go together, a moment without a zone, and picks that are not eligible.
 */
export async function rankCandidates(
  ports: Pick<Ports, 'files' | 'folders'>,
  input: RankInput,
  readSource: () => Promise<CandidateSource>,
): Promise<RankReport> {
  const stream = await streamOf(ports, input);
  const source = await readSource();
  const { candidates } = source;
  const capacity: Capacity = parseCapacity(input.capacityPath, await ports.files.readText(input.capacityPath));
  const policy = await loadPolicy(ports, input.policy);
  const verdicts = await askRules(ports, input, source);
  const ranking = rankTargets({
    candidates,
    rules: verdicts,
    capacity,
    policy,
    seed: input.seed,
    manual: new Set(input.manual),
    lookOuts: source.lookOuts,
    ...(stream === undefined ? {} : { stream }),
  });
  requireEligible(input.manual, source.name, ranking);
  const selected = ranking.ranked.filter(({ isSelected }) => isSelected);
  const reasons = await source.reasonsOf(selected.map(({ candidate }) => candidate.consignmentId));
  const reasonsOf = ({ candidate }: RankedCandidate): readonly string[] => reasons?.get(candidate.consignmentId) ?? [];
  const hasReasons =
    reasons !== undefined && selected.every((ranked) => reasonsOf(ranked).length > 0 || !isScored(ranked.candidate));
  const rights = await source.rightsOf?.(selected.map(({ candidate }) => candidate.consignmentId));
  const targets = selected.map((ranked, index): ListedTarget => {
    const right = rights?.get(ranked.candidate.consignmentId);
    const target = { ...officerView(ranked, index + 1), ...(right === undefined ? {} : { right }) };
    return hasReasons ? { ...target, reasons: reasonsOf(ranked) } : target;
  });
  if (input.outPath !== undefined)
    await ports.files.write(input.outPath, targetLines(targets, hasReasons, rights !== undefined));
  if (input.recordPath !== undefined)
    await ports.files.write(input.recordPath, recordLines(ranking.ranked, verdicts?.rulesOf));
  return {
    policy: `${policy.name} version ${policy.version}`,
    candidates: candidates.length,
    notScored: candidates.filter((candidate) => !isScored(candidate)).length,
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

/** A rule that looks at what the source has not would never match, and nobody would know. */
async function askRules(
  ports: Pick<Ports, 'files'>,
  { rules, seed, at }: RankInput,
  { name, facts }: CandidateSource,
): Promise<RuleVerdicts | undefined> {
  if (rules === undefined) return undefined;
  if (at !== undefined)
    throw new AppError('usage', { reason: '--rules does not go with --at: selections by rules are not for streams' });
  if (facts === undefined) throw new AppError('usage', { reason: `${name}: rules cannot be asked of it` });
  const set = parseRules(rules.path, await ports.files.readText(rules.path));
  const asked = [...liveRules(set, rules.today), ...set.suppressions.filter((each) => isInForce(each, rules.today))];
  const missing = asked.flatMap(({ id, when }) =>
    [...new Set(fieldsOf(when))].filter((field) => !facts.fields.has(field)).map((field) => `${id} looks at ${field}`),
  );
  if (missing.length > 0)
    throw new AppError('usage', { reason: `${rules.path}: ${missing.join(', ')}, which ${name} does not have` });
  return applyRules(set, facts.items, rules.today, seed);
}

async function streamOf(
  ports: Pick<Ports, 'files'>,
  input: RankInput,
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
function requireEligible(manual: readonly string[], from: string, ranking: Ranking): void {
  const eligible = new Set(ranking.ranked.map(({ candidate }) => candidate.consignmentId));
  const left = new Map(ranking.ineligible.map(({ candidate, reason }) => [candidate.consignmentId, reason]));
  const problems = manual.filter((id) => !eligible.has(id)).map((id) => `${id} (${left.get(id) ?? `not in ${from}`})`);
  if (problems.length > 0) throw new AppError('usage', { reason: `--manual: cannot take ${problems.join(', ')}` });
}

async function readIds(ports: Pick<Ports, 'files'>, path: string): Promise<string[]> {
  const { columns, rows } = await readCsvTable(ports, path);
  if (!columns.includes('consignment')) {
    throw new AppError('file-unreadable', { file: path, reason: 'it is no list of targets: no column consignment' });
  }
  return rows.map((row) => row.get('consignment') ?? '').filter((id) => id !== '');
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

function targetLines(targets: RankReport['targets'], hasReasons: boolean, hasRights: boolean): string {
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
    ...(hasRights ? ['right'] : []),
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
    ...(hasRights ? [target.right] : []),
    ...(hasReasons ? [target.reasons?.join(reasonSeparator)] : []),
  ]);
  return writeCsvRows([head, ...rows]);
}

function recordLines(
  ranked: readonly RankedCandidate[],
  rulesOf: ReadonlyMap<string, readonly string[]> | undefined,
): string {
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
    ...(rulesOf === undefined ? [] : ['rules']),
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
    ...(rulesOf === undefined ? [] : [rulesOf.get(row.candidate.consignmentId)?.join(' ')]),
  ]);
  return writeCsvRows([head, ...rows]);
}

function countBy(names: readonly string[]): { [name: string]: number } {
  const counts: { [name: string]: number } = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
