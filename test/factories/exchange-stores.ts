/** Two installations with a store each, that trust each other's keys and have signed agreements both ways. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../src/domain/actor.ts';
import type { AgreementTerms } from '../../src/domain/agreement.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import type { ExchangeCard } from '../../src/formats/exchange/exchange-card.ts';
import { cardFingerprint } from '../../src/formats/exchange/exchange-card.ts';
import { approveAgreement } from '../../src/services/agreements/approve-agreement.ts';
import { proposeAgreement } from '../../src/services/agreements/propose-agreement.ts';
import { commandAuthor } from '../../src/services/change-author.ts';
import { createAgency } from '../../src/services/create-agency.ts';
import { makeExchangeCard } from '../../src/services/exchange/make-exchange-card.ts';
import { trustPartner } from '../../src/services/exchange/trust-partner.ts';
import type { Ports } from '../../src/services/ports.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import { openHandling, readAtMs } from './shared-store.ts';
import { testPorts } from './test-ports.ts';

/** An installation of a test. */
export interface Installation {
  readonly ports: Ports;
  readonly store: Store;
  readonly card: ExchangeCard;
  readonly folder: string;
  /** Sets the clock, in milliseconds. */
  setTime(ms: number): void;
  load(agency: string, records: readonly SourceRecord[]): Promise<void>;
  /** Adds an agreement that both sides have signed, and returns its number. */
  agree(giver: string, taker: string, terms?: Partial<AgreementTerms>): Promise<number>;
  /** Pins the keys of another installation for an agency. */
  trust(other: Installation, agency: string): Promise<number>;
  close(): Promise<void>;
}

let lastBatch = 0;

/** Opens an installation with the agencies AURELIA, BOREALIS and CORVIA; one with another's store has keys of its own alone, and opens in no time. */
export async function openInstallation(name: string, shared?: Installation): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), `touchstone-${name}-`));
  const real = testPorts(folder);
  let nowMs = readAtMs;
  const ports: Ports = { ...real, clock: { ...real.clock, nowMs: () => nowMs } };
  const store = shared?.store ?? (await ports.openStore('memory:'));
  for (const code of shared === undefined ? ['AURELIA', 'BOREALIS', 'CORVIA'] : []) {
    await createAgency(ports, store, commandAuthor, { code, name: code, regime: 'customs' });
  }
  return {
    ports,
    store,
    folder,
    card: await makeExchangeCard(ports, name),
    setTime: (ms) => {
      nowMs = ms;
    },
    load: async (agency, records) => {
      const { batch } = await store.facts.openBatch({
        fileName: `file ${++lastBatch}`,
        profile: 'test',
        agency,
        sha256: Buffer.alloc(32, lastBatch),
        byteCount: 1,
        receivedAtMs: nowMs,
        handling: openHandling(agency),
        rowsTotal: records.length,
      });
      await store.facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
      await store.facts.finishBatch(batch.id);
      await updateHistory(store, await ports.keys.identityKey());
    },
    agree: async (giver, taker, changes = {}) => {
      const terms: AgreementTerms = {
        giver,
        taker,
        kinds: ['consignments', 'results', 'look-outs', 'history'],
        purposes: ['customs-risk-analysis'],
        gateway: undefined,
        fields: ['parties', 'goods', 'prices', 'results'],
        maximumTlp: 'TLP:AMBER',
        onwardSharing: 'no',
        fromMs: 0,
        toMs: undefined,
        retentionDays: 30,
        ...changes,
      };
      const actor = (agency: string): Actor => ({ kind: 'person', id: 1, name: 'x', agency, role: 'agency-liaison' });
      const context = (agency: string) => ({ actor: actor(agency), nowMs });
      const { id } = await store.asAgency({ agency: giver, nowMs }, (view) =>
        proposeAgreement(view, context(giver), terms),
      );
      for (const agency of [giver, taker]) {
        await store.asAgency({ agency, nowMs }, (view) => approveAgreement(view, context(agency), id));
      }
      return id;
    },
    trust: ({ card }, agency) =>
      trustPartner(ports, store, commandAuthor, { card, agency, fingerprint: cardFingerprint(card) }),
    close: async () => (shared === undefined ? store.close() : undefined),
  };
}
