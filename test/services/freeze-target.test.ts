import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { AgencyView } from '../../src/services/agency-view-ports.ts';
import { discloseTarget } from '../../src/services/disclose-target.ts';
import { freezeTarget } from '../../src/services/freeze-target.ts';
import { modelsOf } from '../../src/services/model-memory.ts';
import { asAgency } from '../../src/storage/agency-view.ts';
import { openAgencyView } from '../../src/storage/open-agency-view.ts';
import { makeRecord } from '../factories/goods-item-record.ts';
import { makeExamination } from '../factories/result-records.ts';
import { personOf } from '../factories/serve-routes.ts';
import { onBothDatabases } from '../storage/contracts/on-both-databases.ts';
import { storeUnderTest } from '../storage/contracts/store-under-test.ts';

onBothDatabases('freezing a target', ({ database, empty }) => {
  const { ports, store, load, count, promote, score, atMs } = storeUnderTest(database);
  const officer = personOf('TEST', 'targeting-officer', 3);
  const by = { actor: officer, nowMs: atMs };
  const view = <T>(use: (view: AgencyView) => Promise<T>) =>
    asAgency(database().db, { agency: 'TEST', nowMs: atMs }, openAgencyView, use);
  const openCase = async (): Promise<number> => {
    const { rows } = await sql<{ id: number }>`
      insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary, content_hash, reasons,
        has_look_out, state, opened_at_ms, decision, reason, decided_by, decided_by_name, decided_at_ms)
      select agency, id, reference, stage, 'red', true, 1, '{"party":"I1"}', '', '["priced at 0.2 of the usual"]', false, 'decided',
        1, 'physical-examination', 'price', 3, 'olga', ${atMs} from consignment returning id`.execute(database().db);
    return rows[0]!.id;
  };
  const freeze = async (caseId: number, modelOf = modelsOf(ports)) => {
    await view(async (one) => freezeTarget(modelOf)(one, by, (await one.cases.find(caseId))!));
    return (await store().frozenTargets.list({ caseId, limit: 1 }))[0]!.id;
  };

  beforeEach(async () => {
    await empty();
    await promote();
    await load([makeRecord({ reference: 'A' }), makeRecord({ reference: 'A', item: { itemNumber: 2, netMassKg: 1 } })]);
    await load([makeExamination({ reference: 'A', day: 18_001 })]);
    await count();
    await score();
  });

  it('keeps what was known and shown, so that nothing that comes later changes it', async () => {
    const caseId = await openCase();
    const entry = { agency: 'TEST', atMs: 2, payload: {} };
    await store().audit.appendMany([
      { ...entry, actor: 'person:8', action: 'read-consignment', subject: 'consignment:TEST/A' },
      { ...entry, actor: 'person:3', action: 'claim-case', subject: `case:${caseId}` },
      { ...entry, actor: 'person:9', action: 'read-consignment', subject: 'consignment:TEST/B' },
    ]);
    await view(({ cases }) => cases.addNote(caseId, { atMs: 3, by: 'olga', byId: 3, text: 'seen before' }));
    const id = await freeze(caseId);
    const { content } = (await view(({ frozenTargets }) => frozenTargets.find(id)))!;
    expect(content).toMatchObject({
      decision: { code: 'physical-examination', reason: 'price', by: 'person:3', atMs },
      shownCase: { lane: 'red', summary: { party: 'I1' }, decision: 'physical-examination' },
      shownReasons: ['priced at 0.2 of the usual'],
      records: [
        { name: 'TEST/A#1', nature: 'fact', body: { item: { netMassKg: 10 } } },
        { name: 'TEST/A#2' },
        { body: { kind: 'examination' } },
      ],
      notes: [{ text: 'seen before' }],
      viewers: [
        { actor: 'person:8', action: 'read-consignment', atMs: 2 },
        { actor: 'person:3', action: 'claim-case' },
      ],
    });
    const scores = await store().scores.ofConsignments(['TEST/A'], { isCurrentOnly: true });
    expect(content.features.map(({ itemNumber }) => itemNumber).sort()).toEqual([1, 2]);
    for (const frozen of content.features) {
      const stored = scores.find(({ factId }) => factId === frozen.factId)!;
      expect(frozen).toMatchObject({ model: 'sample@1', margin: stored.margin, probability: stored.probability });
      const values = Object.values(frozen.values);
      expect(values).toHaveLength(stored.features.length);
    }
    const explained = content.explanation as { baseMargin: number; reasons: { contribution: number }[] };
    const sum = explained.reasons.reduce((all, { contribution }) => all + contribution, explained.baseMargin);
    expect(sum).toBeCloseTo(Math.max(...scores.map(({ margin }) => margin)), 6);

    await load([makeRecord({ reference: 'A', day: 18_002, item: { description: 'later words' } })]);
    const disclosed = await discloseTarget(store().frozenTargets, store().frozenTargets, {
      id,
      nowMs: atMs + 5,
      concernedRoles: ['importer'],
    });
    expect(disclosed.target).toMatchObject({ id, caseId, reference: 'TEST/A', isUnaltered: true });
    expect(JSON.stringify(disclosed)).not.toContain('later words');
    expect((await store().audit.find({ action: 'freeze-target', limit: 9 })).entries).toMatchObject([
      { subject: `frozen-target:${id}`, actor: 'person:3', agency: 'TEST' },
    ]);
  });

  it('numbers the features of a model whose files are gone', async () => {
    const id = await freeze(await openCase(), async () => undefined);
    const { content } = (await view(({ frozenTargets }) => frozenTargets.find(id)))!;
    expect(Object.keys(content.features[0]!.values)).toContain('f0');
    expect(content.explanation).toBeUndefined();
  });

  it('says so where the content is no longer what was frozen', async () => {
    const id = await freeze(await openCase());
    await sql`update frozen_target set content = jsonb_set(content::jsonb, '{shownCase,lane}', '"green"')::json`.execute(
      database().db,
    );
    const input = { id, nowMs: 1, concernedRoles: [] };
    const { target } = await discloseTarget(store().frozenTargets, store().frozenTargets, input);
    expect(target.isUnaltered).toBe(false);
    const none = discloseTarget(store().frozenTargets, store().frozenTargets, { ...input, id: id + 1 });
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is undone with the decision', async () => {
    const caseId = await openCase();
    await expect(
      view(async (one) => {
        await freezeTarget(modelsOf(ports))(one, by, (await one.cases.find(caseId))!);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store().frozenTargets.list({ limit: 1 })).toEqual([]);
    expect(await store().audit.head()).toBeUndefined();
  });
});
