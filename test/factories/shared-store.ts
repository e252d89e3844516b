/** A store of two customs agencies and a police force on a test's database, and short ways to fill and to see it. */
import { sql } from 'kysely';
import type { AgreementTerms } from '../../src/domain/agreement.ts';
import type { Consignment } from '../../src/domain/consignment.ts';
import type { GoodsItem, GoodsItemRecord } from '../../src/domain/goods-item.ts';
import { defaultHandling, type Handling } from '../../src/domain/handling.ts';
import type { Party } from '../../src/domain/party.ts';
import type { AgencyView } from '../../src/services/agency-view-ports.ts';
import { indexConsignments } from '../../src/services/index-consignments.ts';
import { asAgency } from '../../src/storage/agency-view.ts';
import type { Database } from '../../src/storage/database/open-database.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { createSearchIndexStorage } from '../../src/storage/search/search-index-storage.ts';
import { makeParty, makeRecord } from './goods-item-record.ts';

/** Moment of everything that is read, unless a test says otherwise. */
export const readAtMs = 18_020 * 86_400_000;

/** A handling that agreements may give. */
export function openHandling(agency: string, changes: Partial<Handling> = {}): Handling {
  return { ...defaultHandling(agency), tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'], ...changes };
}

/** What a test changes of a consignment. */
export interface ConsignmentChanges {
  readonly day?: number;
  readonly handling?: Partial<Handling>;
  readonly importer?: Partial<Party>;
  readonly consignment?: Partial<Consignment>;
  readonly item?: Partial<GoodsItem>;
}

/** Returns a consignment of an agency. */
export function recordOf(agency: string, reference: string, changes: ConsignmentChanges = {}): GoodsItemRecord {
  const record = makeRecord({ reference, day: changes.day, item: changes.item } as Parameters<typeof makeRecord>[0]);
  const parties = {
    ...record.consignment.parties,
    importer: { ...makeParty('I1'), name: `${reference} Trading Ltd`, ...changes.importer },
  };
  return {
    ...record,
    consignment: {
      ...record.consignment,
      id: `${agency}/${reference}`,
      agency,
      parties,
      handling: openHandling(agency, changes.handling),
      ...changes.consignment,
    },
  };
}

/** Short ways into a store. */
export function sharedStore(database: () => Database) {
  return {
    async addAgencies(): Promise<void> {
      await sql`insert into agency (code, name, regime, created_at_ms) values
        ('AURELIA', 'Aurelia Customs', 'customs', 0), ('BOREALIS', 'Borealis Customs', 'customs', 0),
        ('CORVIA', 'Corvia Police', 'police', 0)`.execute(database().db);
    },
    async agree(terms: Partial<AgreementTerms> = {}, state: 'signed' | 'draft' = 'signed'): Promise<number> {
      const all: AgreementTerms = {
        giver: 'BOREALIS',
        taker: 'AURELIA',
        kinds: ['consignments', 'results', 'look-outs'],
        purposes: ['customs-risk-analysis'],
        gateway: undefined,
        fields: ['parties', 'goods', 'prices', 'results'],
        maximumTlp: 'TLP:AMBER',
        onwardSharing: 'no',
        fromMs: 0,
        toMs: undefined,
        retentionDays: 30,
        ...terms,
      };
      const proposer = { by: 'person:1', atMs: 0 };
      const id = await this.seenBy(all.giver, (view) => view.agreements.add(all, proposer));
      if (state === 'draft') return id;
      for (const agency of [all.giver, all.taker]) {
        await this.seenBy(agency, (view) => view.agreements.sign(id, proposer));
      }
      return id;
    },
    index: () => indexConsignments({ searchIndex: createSearchIndexStorage(database().db) }),
    seenBy: <T>(agency: string, use: (view: AgencyView) => Promise<T>, nowMs = readAtMs): Promise<T> =>
      asAgency(database().db, { agency, nowMs }, openAgencyView, use),
  };
}
