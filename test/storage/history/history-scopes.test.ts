import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { Handling } from '../../../src/domain/handling.ts';
import { publishedKey } from '../../../src/services/published-key.ts';
import { createScoringMeans } from '../../../src/services/score-due-consignments.ts';
import { createSharingStorage } from '../../../src/storage/sharing-storage.ts';
import { createTakeStorage } from '../../../src/storage/take-storage.ts';
import { openHandling, recordOf, sharedStore } from '../../factories/shared-store.ts';
import { type GivenDatabase, onBothDatabases } from '../contracts/on-both-databases.ts';
import { storeUnderTest } from '../contracts/store-under-test.ts';

const ownDay = 18_010;

/** What AURELIA knows by itself, and what BOREALIS does. */
const own = ['A1', 'A2', 'A3'].map((name, index) => recordOf('AURELIA', name, { day: 18_000 + index }));
const others = () => ['B1', 'B2', 'B3', 'B4'].map((name, index) => recordOf('BOREALIS', name, { day: 18_001 + index }));
/** Handlings that stay with their owner whatever is agreed. */
const closed: readonly Partial<Handling>[] = [
  { tlp: 'TLP:AMBER+STRICT' },
  { isOriginatorControlled: true },
  { europolCodes: ['H2'] },
  { purposes: [] },
];
/** A consignment of the same importer, seller and goods as all of those. */
const next = (name: string) => recordOf('AURELIA', name, { day: ownDay });

onBothDatabases('whose facts count in whose scores', ({ database, empty }: GivenDatabase) => {
  const under = storeUnderTest(database);
  const shared = sharedStore(database);
  const sharing = () => createSharingStorage(database().db);
  const history = { kinds: ['history'] as const };
  let means = createScoringMeans(under.ports, publishedKey);

  beforeEach(async () => {
    await empty();
    await shared.addAgencies();
    means = createScoringMeans(under.ports, publishedKey);
  });

  async function fill(): Promise<void> {
    await under.load(own, { agency: 'AURELIA' });
    await under.load(others(), { agency: 'BOREALIS' });
    await under.promote();
    await under.count();
    await under.score();
  }

  const featuresOf = async (name: string): Promise<readonly number[]> => {
    const [score] = await under.store().scores.ofConsignments([`AURELIA/${name}`], { isCurrentOnly: true });
    return [...score!.features];
  };

  /** Features of a consignment that comes in a file. */
  async function scored(name: string): Promise<readonly number[]> {
    await under.load([next(name)], { agency: 'AURELIA' });
    await under.count();
    await under.score();
    return featuresOf(name);
  }

  /** Features of one that is scored while it is stored, by means that remember what they read before. */
  async function taken(name: string): Promise<readonly number[]> {
    const takes = createTakeStorage(database().db, { keys: under.ports.keys, lookOuts: under.lookOuts });
    const batch = {
      fileName: name,
      profile: 'touchstone',
      agency: 'AURELIA',
      sha256: hash('sha256', name, 'buffer'),
      byteCount: 1,
      receivedAtMs: under.atMs,
      handling: openHandling('AURELIA'),
      rowsTotal: 1,
    };
    const request = { batches: [{ batch, records: [next(name)] }], keyId: publishedKey.id, nowMs: under.atMs };
    const { scores } = await takes.take(request, (fresh) => means.scorer.makeFresh(fresh));
    expect(scores).toHaveLength(1);
    return featuresOf(name);
  }

  /** Features as they are where nobody else ever stored anything. */
  async function alone(): Promise<readonly number[]> {
    await under.load(own, { agency: 'AURELIA' });
    await under.promote();
    await under.count();
    const features = await scored('N0');
    await empty();
    await shared.addAgencies();
    return features;
  }

  it('all count in a single command centre, and only what an agreement on the history gives does in a network', async () => {
    const withoutOthers = await alone();
    await fill();
    const withOthers = await scored('N1');
    expect(withOthers).not.toEqual(withoutOthers);
    expect(await taken('T1')).toEqual(withOthers);

    await sharing().setMode('network');
    expect(await scored('N2')).toEqual(withoutOthers);
    expect(await taken('T2')).toEqual(withoutOthers);

    await shared.agree({ kinds: ['consignments', 'results', 'look-outs'] });
    expect(await taken('T3')).toEqual(withoutOthers);
    const id = await shared.agree(history);
    expect(await scored('N3')).toEqual(withOthers);
    expect(await taken('T4')).toEqual(withOthers);

    // What was remembered of the giver's facts is not used once the agreement is over.
    await shared.seenBy('BOREALIS', (view) => view.agreements.end(id, { by: 'person:1', atMs: under.atMs }));
    expect(await taken('T5')).toEqual(withoutOthers);
    expect(await scored('N4')).toEqual(withoutOthers);
  });

  it('an agreement gives nothing of a stricter label, of what its originator or a code closes, and of what names no purpose', async () => {
    const withoutOthers = await alone();
    await under.load(own, { agency: 'AURELIA' });
    await under.load(
      others().map((record, index) => ({
        ...record,
        consignment: { ...record.consignment, handling: openHandling('BOREALIS', closed[index]) },
      })),
      { agency: 'BOREALIS' },
    );
    await under.promote();
    await under.count();
    await sharing().setMode('network');
    await shared.agree(history);
    expect(await scored('N1')).toEqual(withoutOthers);
  });

  it('has what waits for an officer scored again when the facts change that may count, and nothing else', async () => {
    await fill();
    await under.load([next('N1')], { agency: 'AURELIA' });
    await under.count();
    await under.score();
    await sql`insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary, content_hash,
        has_look_out, state, opened_at_ms)
      select agency, id, reference, stage, 'green', false, id, '{}', '\\x00', false,
        case reference when 'AURELIA/N1' then 'open' else 'closed' end, 0
      from consignment`.execute(database().db);
    const due = async () => {
      const { rows } = await sql<{ reference: string }>`
        select reference from score_due join consignment on consignment.id = consignment_id`.execute(database().db);
      return rows.map(({ reference }) => reference);
    };
    expect(await sharing().noteChangedScopes(under.atMs)).toEqual([]);
    await sharing().setMode('network');
    expect(await sharing().noteChangedScopes(under.atMs)).toEqual(['AURELIA', 'BOREALIS', 'CORVIA']);
    expect(await due()).toEqual(['AURELIA/N1']);
    const before = await featuresOf('N1');
    await under.score();
    expect(await featuresOf('N1')).not.toEqual(before);

    // An agreement ends by its last day, too.
    const toMs = under.atMs + 1000;
    await shared.agree({ ...history, toMs });
    expect(await sharing().noteChangedScopes(under.atMs)).toEqual(['AURELIA']);
    await under.score();
    expect(await featuresOf('N1')).toEqual(before);
    expect(await sharing().noteChangedScopes(toMs - 1)).toEqual([]);
    expect(await sharing().noteChangedScopes(toMs)).toEqual(['AURELIA']);
    expect(await due()).toEqual(['AURELIA/N1']);
  });
});
