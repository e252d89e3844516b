/** Collects the goods items of files with what became known of them, for training and judging. */
import type { Consignment, Stage } from '../domain/consignment.ts';
import { linkingKeys } from '../domain/consignment-id.ts';
import type { Examination } from '../domain/examination.ts';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { type LabelState, labelOfExamination, labelOfMeasure, type TrainingLabel } from '../domain/label-life.ts';
import type { Measure } from '../domain/measure.ts';
import { knownTickHour } from '../domain/moment.ts';
import type { SourceRecord } from '../domain/record.ts';
import type { ItemEncoder } from '../features/encode-item.ts';
import { ItemTable } from '../features/item-table.ts';

/** What became known of an item. */
export interface ItemResult {
  readonly tick: number;
  readonly isPositive: boolean;
}

/** Items of some files, row by row, and what became known of them. */
export interface CollectedItems {
  readonly table: ItemTable;
  /** `AGENCY/REFERENCE#ITEM` of each row. */
  readonly ids: readonly string[];
  readonly channels: readonly (string | undefined)[];
  readonly agencies: readonly string[];
  /** The result of each row; undefined where nothing is known. */
  readonly results: readonly (ItemResult | undefined)[];
  /** Confirmed measures without a consignment here: rows made from their own fields, for history only. */
  readonly unlinked: UnlinkedResults;
  readonly books: ResultBooks;
  /** Goods items at another stage, left out. */
  readonly otherStage: number;
}

/** Confirmed measures without a consignment, each a row made from its own fields. */
export interface UnlinkedResults {
  readonly table: ItemTable;
  readonly results: ItemResult[];
  readonly measures: Measure[];
}

/** What became of the results read. */
export interface ResultBooks {
  read: number;
  /** Results that found their consignment. */
  matched: number;
  notMatched: number;
  /** Matched results that teach nothing: censored, not thorough, or positive without an item. */
  withoutLabel: number;
}

interface Evidence {
  readonly id: string;
  readonly tick: number;
  readonly label: TrainingLabel;
}

/** Stands for the result that a row itself gave. */
const inlineId = 'row';

/** Collects records as they are read; {@link finish} links results to items. */
export class ItemCollector {
  private readonly encode: ItemEncoder;
  private readonly trainOn: LabelState;
  private readonly table = new ItemTable();
  private readonly ids: string[] = [];
  private readonly channels: (string | undefined)[] = [];
  private readonly agencies: string[] = [];
  private readonly evidence: (Evidence[] | undefined)[] = [];
  private readonly inline: (Evidence | undefined)[] = [];
  private readonly results: (Examination | Measure)[] = [];
  private readonly rowsByKey = new Map<string, number[]>();
  private readonly itemNumbers: number[] = [];
  private readonly expectsResults: boolean;
  private readonly stage: Stage;
  private otherStage = 0;
  private readonly linked: { readonly result: Examination | Measure; readonly rows: readonly number[] }[] = [];
  private readonly consignments: Consignment[] = [];

  /**
   * @param expectsResults whether results will come in records of their own, so that items must be found again.
   * @param stage stage of the items that are taken: a model is used only at the stage it was trained for.
   */
  constructor(encode: ItemEncoder, trainOn: LabelState, expectsResults: boolean, stage: Stage = 'declaration') {
    this.stage = stage;
    this.expectsResults = expectsResults;
    this.encode = encode;
    this.trainOn = trainOn;
  }

  /** Takes a batch of records of any kind; kinds that say nothing of items are left aside. */
  add(records: readonly SourceRecord[]): void {
    for (const record of records) {
      if (record.kind === 'declaration' || record.kind === 'manifest') this.addItem(record);
      else if (record.kind === 'examination' || record.kind === 'measure') this.results.push(record);
    }
  }

  /** Takes a result whose rows are known already, by their place in the order in which items were added; none for a result without a consignment. */
  addLinked(result: Examination | Measure, rows: readonly number[]): void {
    this.linked.push({ result, rows });
  }

  private addItem(record: GoodsItemRecord): void {
    if (record.consignment.stage !== this.stage) {
      this.otherStage++;
      return;
    }
    this.encode(record, this.table);
    this.ids.push(`${record.consignment.id}#${record.item.itemNumber}`);
    this.channels.push(record.consignment.channel);
    this.agencies.push(record.consignment.agency);
    this.itemNumbers.push(record.item.itemNumber);
    if (this.expectsResults) this.consignments.push(record.consignment);
    const { result } = record;
    this.evidence.push(undefined);
    this.inline.push(result === undefined ? undefined : this.evidenceOf(result, inlineId));
  }

  /** Links results to items and returns everything. */
  finish(): CollectedItems {
    const read = this.results.length + this.linked.length;
    const books: ResultBooks = { read, matched: 0, notMatched: 0, withoutLabel: 0 };
    this.indexRows();
    const unlinked: UnlinkedResults = { table: new ItemTable(16), results: [], measures: [] };
    for (const result of this.results) this.link(result, this.rowsOf(result), books, unlinked);
    for (const { result, rows } of this.linked) {
      this.link(result, rows.length === 0 ? undefined : rows, books, unlinked);
    }
    return {
      table: this.table,
      ids: this.ids,
      channels: this.channels,
      agencies: this.agencies,
      results: this.inline.map((inline, row) => decide(inline, this.evidence[row])),
      unlinked,
      books,
      otherStage: this.otherStage,
    };
  }

  private indexRows(): void {
    this.consignments.forEach((consignment, row) => {
      for (const key of linkingKeys(consignment.agency, consignment.references)) {
        const rows = this.rowsByKey.get(key);
        if (rows === undefined) this.rowsByKey.set(key, [row]);
        else rows.push(row);
      }
    });
  }

  private rowsOf(result: Examination | Measure): readonly number[] | undefined {
    return linkingKeys(result.agency, result.references)
      .map((key) => this.rowsByKey.get(key))
      .find((found) => found !== undefined);
  }

  private link(
    result: Examination | Measure,
    rows: readonly number[] | undefined,
    books: ResultBooks,
    unlinked: UnlinkedResults,
  ): void {
    const evidence = this.evidenceOf(result, `${result.kind} ${result.id}`);
    if (rows === undefined) {
      books.notMatched++;
      if (result.kind === 'measure' && evidence.label === 1) {
        this.encode(recordOfMeasure(result), unlinked.table);
        unlinked.results.push({ tick: evidence.tick, isPositive: true });
        unlinked.measures.push(result);
      }
      return;
    }
    books.matched++;
    const named =
      result.itemNumber === undefined ? rows : rows.filter((row) => this.itemNumbers[row] === result.itemNumber);
    // A positive that names no item of several stays with the consignment: which item it was is not known.
    const isVague = result.itemNumber === undefined && rows.length > 1 && evidence.label === 1;
    if (evidence.label === undefined || isVague || named.length === 0) books.withoutLabel++;
    if (isVague) return;
    for (const row of named) {
      const known = this.evidence[row];
      if (known === undefined) this.evidence[row] = [evidence];
      else known.push(evidence);
    }
  }

  private evidenceOf(result: Examination | Measure, id: string): Evidence {
    const label =
      result.kind === 'examination' ? labelOfExamination(result, this.trainOn) : labelOfMeasure(result, this.trainOn);
    return { id, tick: knownTickHour(result.knownAt), label };
  }
}

/** The result of an item: of each record its latest version counts, and one positive outweighs negatives. */
function decide(inline: Evidence | undefined, linked: readonly Evidence[] | undefined): ItemResult | undefined {
  if (linked === undefined) {
    return inline?.label === undefined ? undefined : { tick: inline.tick, isPositive: inline.label === 1 };
  }
  const evidence = inline === undefined ? linked : [inline, ...linked];
  const latest = new Map<string, Evidence>();
  for (const item of evidence) {
    const known = latest.get(item.id);
    if (known === undefined || item.tick >= known.tick) latest.set(item.id, item);
  }
  let decided: Evidence | undefined;
  for (const item of latest.values()) {
    if (item.label === undefined) continue;
    const isStronger =
      decided === undefined ||
      item.label > decided.label! ||
      (item.label === decided.label && item.tick < decided.tick);
    if (isStronger) decided = item;
  }
  return decided === undefined ? undefined : { tick: decided.tick, isPositive: decided.label === 1 };
}

/** What a measure's own fields say of goods and parties, in the form of a goods item. */
export function recordOfMeasure(measure: Measure): GoodsItemRecord {
  const consignment: Consignment = {
    id: measure.id,
    agency: measure.agency,
    references: measure.references,
    stage: 'post-release',
    occurredAt: measure.occurredAt,
    knownAt: measure.knownAt,
    amendment: undefined,
    times: { received: undefined, eta: undefined, arrived: undefined, presented: undefined, releaseCutOff: undefined },
    office: measure.office,
    procedure: undefined,
    direction: 'import',
    transactionType: undefined,
    goodsUse: undefined,
    paymentMethod: undefined,
    mode: measure.mode,
    channel: undefined,
    departureCountry: measure.departureCountry,
    transitCountries: measure.transitCountries,
    destinationCountry: measure.destinationCountry,
    goodsLocation: undefined,
    parties: measure.parties,
    containers: [],
    handling: measure.handling,
  };
  const goods = measure.actualGoods.hsCode === undefined ? measure.declaredGoods : measure.actualGoods;
  return {
    kind: 'declaration',
    origin: measure.origin,
    consignment,
    item: {
      itemNumber: 1,
      hsCode: goods.hsCode,
      hsEdition: undefined,
      description: goods.description,
      originCountry: measure.originCountry,
      originMarking: undefined,
      netMassKg: undefined,
      grossMassKg: undefined,
      quantity: goods.quantity,
      unitCode: goods.unitCode,
      valueAmount: undefined,
      currency: undefined,
      valueUsd: undefined,
      dutyRatePercent: undefined,
      dutyType: undefined,
      brand: measure.brand,
    },
    result: undefined,
  };
}
