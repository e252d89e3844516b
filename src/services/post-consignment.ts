/** Takes a consignment in that a machine or a person posts, and says how it is scored. */
import { hash } from 'node:crypto';
import type { Consignment } from '../domain/consignment.ts';
import { consignmentId } from '../domain/consignment-id.ts';
import { toUsd } from '../domain/exchange-rate.ts';
import type { GoodsItem, GoodsItemRecord } from '../domain/goods-item.ts';
import { defaultHandling, type Handling } from '../domain/handling.ts';
import { hourMs } from '../domain/moment.ts';
import { AppError } from '../errors.ts';
import type { Ports } from './ports.ts';
import { loadRates } from './read-records.ts';
import { createScoringMeans, type ScoringMeans } from './score-due-consignments.ts';
import type { Store } from './store-ports.ts';
import { type StoredConsignment, type TakenConsignment, takeConsignment } from './take-consignment.ts';

/** A consignment as it is posted: our own fields, checked one by one. */
export interface PostedConsignment {
  readonly header: Omit<Consignment, 'id' | 'agency' | 'knownAt' | 'handling'>;
  /** What it says of its handling; the rest is the strictest. */
  readonly handling: Partial<Omit<Handling, 'ownerAgency'>>;
  readonly items: readonly Omit<GoodsItem, 'valueUsd'>[];
}

/** Who posts it. */
interface Posting {
  readonly posted: PostedConsignment;
  readonly agency: string;
  /** As `actorLabel` says it. */
  readonly actor: string;
  readonly nowMs: number;
}

/** Name of the profile of what is posted. */
const profile = 'api';

/** What a process keeps from one posted consignment to the next. */
export interface PostingMemory {
  /** Those that come with the program; others come with another start of it. */
  rates?: ReturnType<typeof loadRates>;
  means?: Promise<ScoringMeans>;
}

/** Returns a memory that knows nothing yet. */
export function createPostingMemory(): PostingMemory {
  return {};
}

/**
 * Takes it in for an agency.
 * @throws `usage` for one without a reference or with an item number twice; and as `takeConsignment`.
 */
export async function postConsignment(
  ports: Ports,
  store: Store,
  { posted, agency, actor, nowMs }: Posting,
  memory: PostingMemory,
): Promise<TakenConsignment> {
  const handling = { ...defaultHandling(agency), ...posted.handling };
  memory.rates ??= loadRates(ports);
  const rates = await memory.rates;
  const id = consignmentId(agency, posted.header.references);
  if (id === undefined) throw new AppError('usage', { reason: 'references: name at least one' });
  if (new Set(posted.items.map(({ itemNumber }) => itemNumber)).size < posted.items.length) {
    throw new AppError('usage', { reason: 'items: an item number stands twice' });
  }
  const knownAt = { epochMs: Math.floor(nowMs / hourMs) * hourMs, precision: 'hour' } as const;
  const consignment: Consignment = { id, agency, ...posted.header, knownAt, handling };
  const year = new Date(consignment.occurredAt.epochMs).getUTCFullYear();
  const records = posted.items.map(
    (item, index): GoodsItemRecord => ({
      kind: consignment.stage === 'declaration' || consignment.stage === 'post-release' ? 'declaration' : 'manifest',
      origin: { file: profile, row: index + 1 },
      consignment,
      item: {
        ...item,
        valueUsd:
          item.valueAmount === undefined || item.currency === undefined
            ? undefined
            : toUsd(item.valueAmount, item.currency, year, rates),
      },
      result: undefined,
    }),
  );
  const bytes = JSON.stringify({ agency, records });
  memory.means ??= ports.keys.identityKey().then((key) => createScoringMeans(ports, key));
  return takeConsignment(ports, store, await memory.means, {
    records,
    name: `${profile}: ${id}`,
    sha256: Buffer.from(hash('sha256', bytes, 'hex'), 'hex'),
    byteCount: Buffer.byteLength(bytes),
    profile,
    agency,
    handling,
    receivedAtMs: nowMs,
    noteOf: ({ batchId, reference, rows }: StoredConsignment) => ({
      atMs: nowMs,
      actor,
      agency,
      action: 'post-consignment',
      subject: `batch:${batchId}`,
      payload: { reference, ...rows },
    }),
  });
}
