/** Candidates for ranking, made of lines of scores. */
import { dayMs } from '../domain/moment.ts';
import { isUnitCode, piecesOf } from '../domain/unit.ts';
import { AppError } from '../errors.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import { reasonSeparator } from './scored-line.ts';

/** A consignment with the reasons of its score. */
export interface ScoredCandidate extends RankingCandidate {
  /** Of its highest item, strongest first. */
  readonly reasons: readonly string[];
}

/** Gathers the lines of goods items into consignments. */
export class ScoredCandidates {
  private readonly byId = new Map<string, ScoredCandidate>();
  private readonly name: string;
  private readonly takesUnscored: boolean;

  /**
   * @param name what the lines are read from, for messages.
   * @param takesUnscored whether lines without margin and probability are consignments that no model has scored.
   */
  constructor(name: string, takesUnscored = false) {
    this.name = name;
    this.takesUnscored = takesUnscored;
  }

  /**
   * Takes a line, by its columns.
   * @throws `file-unreadable` for a line without a consignment, score or date, and for values of no known form.
   */
  add(row: ReadonlyMap<string, string>): void {
    const candidate = candidateOf(row, this.name, this.takesUnscored);
    const known = this.byId.get(candidate.consignmentId);
    this.byId.set(candidate.consignmentId, known === undefined ? candidate : joinItems(known, candidate));
  }

  /** All consignments, in the order in which their first items came. */
  all(): ScoredCandidate[] {
    return [...this.byId.values()];
  }
}

function candidateOf(row: ReadonlyMap<string, string>, path: string, takesUnscored: boolean): ScoredCandidate {
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
  const margin = number('margin') ?? (takesUnscored ? Number.NEGATIVE_INFINITY : undefined);
  const probability = number('probability') ?? (takesUnscored ? 0 : undefined);
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
