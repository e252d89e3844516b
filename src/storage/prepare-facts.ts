/** Turns records into rows of the fact table. */
import { hash } from 'node:crypto';
import { linkingKeys } from '../domain/consignment-id.ts';
import { knownTickHour, scoreTickHour } from '../domain/moment.ts';
import { naturalKey } from '../domain/natural-key.ts';
import { isGoodsItemRecord, type SourceRecord } from '../domain/record.ts';
import type { VersionPlace } from '../domain/version-order.ts';

/** A record with what the fact table says of it. */
export interface PreparedFact extends VersionPlace {
  readonly record: SourceRecord;
  /** Natural key and kind, which together tell records apart. */
  readonly identity: string;
  readonly naturalKey: string;
  readonly agency: string;
  readonly knownTick: number;
  readonly scoreTick: number | undefined;
  readonly itemNumber: number | undefined;
  readonly body: string;
  /** Keys by which a result finds its consignment, strongest first; empty for other records. */
  readonly linkKeys: readonly string[];
}

/** Bytes of a content hash that are kept: two of 2^64 contents of one natural key may agree by chance. */
const hashBytes = 16;

/** Returns the row of a record. */
export function prepareFact(record: SourceRecord): PreparedFact {
  const { origin: _, ...content } = record;
  const body = JSON.stringify(content);
  const contentHash = hash('sha256', body, 'hex').slice(0, 2 * hashBytes);
  const key = naturalKey(record);
  const common = { record, identity: `${record.kind}|${key}`, naturalKey: key, contentHash, body };
  if (isGoodsItemRecord(record)) {
    const { consignment, item } = record;
    return {
      ...common,
      agency: consignment.agency,
      amendment: consignment.amendment,
      knownAtMs: consignment.knownAt.epochMs,
      knownTick: knownTickHour(consignment.knownAt),
      scoreTick: scoreTickHour(consignment.occurredAt),
      itemNumber: item.itemNumber,
      linkKeys: [],
    };
  }
  const isResult = record.kind === 'examination' || record.kind === 'measure';
  return {
    ...common,
    agency: record.agency,
    amendment: undefined,
    knownAtMs: record.knownAt.epochMs,
    knownTick: knownTickHour(record.knownAt),
    scoreTick: undefined,
    itemNumber: isResult ? record.itemNumber : undefined,
    linkKeys: isResult ? linkingKeys(record.agency, record.references) : [],
  };
}
