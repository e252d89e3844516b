/** Ranks the current scores of a store under capacity. */
import { stages } from '../domain/consignment.ts';
import { formatMoment, scoreTickHour } from '../domain/moment.ts';
import { type RightFinding, rightFindings } from '../domain/right-finding.ts';
import { describeReasons } from './describe-reasons.ts';
import { findRights } from './find-rights.ts';
import { type LoadedModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { type CandidateSource, type RankInput, type RankReport, rankCandidates } from './rank-candidates.ts';
import type { StoredItemScore } from './score-ports.ts';
import { ScoredCandidates } from './scored-candidate.ts';
import { reasonSeparator, reasonsCell, type ScoredCell, scoredColumns, scoredLine } from './scored-line.ts';
import type { Store } from './store-ports.ts';

/** What is ranked. */
export interface RankStoredInput extends RankInput {
  /** First tick (hours since 1970-01-01) of the consignments that are ranked; undefined takes all. */
  readonly sinceTick?: number | undefined;
  /** Gives the reasons of the targets. */
  readonly hasReasons: boolean;
  /** Takes what matches a look-out that holds, as far as the random slice leaves room. */
  readonly takesLookOuts?: boolean | undefined;
}

/**
 * Ranks the current scores of a store, as {@link rankScored} would rank a file of them. A consignment that was scored at several stages counts with its latest one.
 * @throws as rankScored, and `not-found` for a model whose files are gone where reasons are wanted.
 */
export async function rankStored(
  ports: Pick<Ports, 'files' | 'folders' | 'clock'>,
  store: Pick<Store, 'facts' | 'scores' | 'lookOuts'>,
  input: RankStoredInput,
): Promise<RankReport> {
  return rankCandidates(ports, input, () => readCandidates(ports, store, input));
}

async function readCandidates(
  ports: Pick<Ports, 'files' | 'folders' | 'clock'>,
  store: Pick<Store, 'facts' | 'scores' | 'lookOuts'>,
  input: RankStoredInput,
): Promise<CandidateSource> {
  const lines: PlacedLine[] = [];
  const unscored: PlacedLine[] = [];
  const latest = new Map<string, number>();
  for await (const scores of store.scores.current({ sinceTick: input.sinceTick })) {
    for (const score of scores) {
      const { id, stage: name } = score.record.consignment;
      const stage = stages.indexOf(name);
      latest.set(id, Math.max(stage, latest.get(id) ?? stage));
      lines.push({ tick: score.tick, stage, id, line: lineOf(score) });
    }
  }
  // While scoring is down chance and look-outs go on, so what is not scored stands for selection too.
  for await (const records of store.scores.unscored({ sinceTick: input.sinceTick })) {
    for (const record of records) {
      const { id, stage: name, occurredAt } = record.consignment;
      const stage = stages.indexOf(name);
      if (stage <= (latest.get(id) ?? -1)) continue;
      unscored.push({ tick: scoreTickHour(occurredAt), stage, id, line: lineOf({ record }) });
    }
  }
  for (const { id, stage } of unscored) latest.set(id, Math.max(stage, latest.get(id) ?? stage));
  lines.push(...unscored);
  // The order of a scored file.
  lines.sort((a, b) => a.tick - b.tick);
  const gathered = new ScoredCandidates('the store', true);
  for (const { stage, id, line } of lines) if (stage === latest.get(id)) gathered.add(line);
  return {
    name: 'the store',
    candidates: gathered.all(),
    lookOuts: input.takesLookOuts === true ? await lookedOutFor(ports, store) : undefined,
    rightsOf: (ids) => rightsOf(store, ids),
    reasonsOf: async (ids) => (input.hasReasons ? reasonsOf(ports, store, ids, latest) : undefined),
  };
}

type Line = ReadonlyMap<string, string>;

/** A line of a goods item with where it stands. */
interface PlacedLine {
  readonly tick: number;
  readonly stage: number;
  readonly id: string;
  readonly line: Line;
}

/** Matches of look-outs beyond this many are left to the model: no capacity reaches so far. */
const mostMatches = 10_000;

async function lookedOutFor(ports: Pick<Ports, 'clock'>, store: Pick<Store, 'lookOuts'>): Promise<readonly string[]> {
  const matches = await store.lookOuts.matches({ atMs: ports.clock.nowMs(), hasWeak: false, limit: mostMatches });
  return [...new Set(matches.map(({ consignment }) => consignment))];
}

/** The strongest finding among the items of each consignment; undefined where the store knows no rights at all. */
async function rightsOf(
  store: Pick<Store, 'facts'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RightFinding['finding']> | undefined> {
  const items = ids.length === 0 ? [] : await store.facts.itemsOf(ids);
  const findings = await findRights(store, items);
  if (findings === undefined) return undefined;
  const strongest = new Map<string, RightFinding['finding']>();
  findings.forEach(({ finding }, index) => {
    const { id } = items[index]!.consignment;
    const known = strongest.get(id);
    if (known === undefined || rightFindings.indexOf(finding) < rightFindings.indexOf(known))
      strongest.set(id, finding);
  });
  return strongest;
}

/** A line as it would be read from a file. */
function lineOf(score: Pick<StoredItemScore, 'record'> & Partial<StoredItemScore>): Line {
  const text = (cell: ScoredCell): string => (cell === undefined ? '' : String(cell));
  const cells = scoredLine(score);
  return new Map(scoredColumns.map((column, index) => [column, text(cells[index])]));
}

async function reasonsOf(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'scores'>,
  ids: readonly string[],
  latest: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const highest = new Map<string, { readonly margin: number; readonly reasons: readonly string[] }>();
  const models = new Map<string, LoadedModel>();
  const scores = ids.length === 0 ? [] : await store.scores.ofConsignments(ids, { isCurrentOnly: true });
  // In the order of a scored file, for the first of equals counts.
  const inOrder = [...scores].sort((a, b) => a.tick - b.tick || a.factId - b.factId);
  for (const { record, margin, model: name, features } of inOrder) {
    const { id, stage, occurredAt } = record.consignment;
    const known = highest.get(id);
    if (stages.indexOf(stage) !== latest.get(id) || (known !== undefined && known.margin >= margin)) continue;
    const model = models.get(name) ?? (await loadModel(ports, name));
    models.set(name, model);
    const cell = reasonsCell(describeReasons(model.artefact, features, formatMoment(occurredAt)));
    highest.set(id, { margin, reasons: cell.split(reasonSeparator).filter((reason) => reason !== '') });
  }
  return new Map([...highest].map(([id, { reasons }]) => [id, reasons]));
}
