import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { AgencyView } from '../../../src/services/agency-view-ports.ts';
import { asAgency } from '../../../src/storage/agency-view.ts';
import { openAgencyView } from '../../../src/storage/open-agency-view.ts';
import { createSelectionStorage } from '../../../src/storage/selectivity/selection-storage.ts';
import { onBothDatabases } from '../contracts/on-both-databases.ts';

const nowMs = 1_000_000;

onBothDatabases('versions of rules and policies', ({ database, empty }) => {
  const db = () => database().db;
  const view = <T>(use: (one: AgencyView) => Promise<T>, agency = 'A'): Promise<T> =>
    asAgency(db(), { agency, nowMs }, openAgencyView, use);
  const add = (code: string, agency = 'A', more: object = {}) =>
    view(
      ({ selectivity }) =>
        selectivity.add({
          kind: 'rule',
          code,
          version: undefined,
          text: `id: ${code}`,
          authorId: 1,
          written: { by: 'person:1', atMs: nowMs },
          ...more,
        }),
      agency,
    );
  const change = (id: number, changes: Parameters<AgencyView['selectivity']['change']>[1], agency = 'A') =>
    view(({ selectivity }) => selectivity.change(id, changes), agency);
  const dryRun = { by: 'person:1', atMs: 2, report: { matched: 3 } };
  const approved = { by: 'person:2', byId: 2, atMs: 3 };

  beforeEach(empty);

  it('numbers the versions of each code, and lists them in the order in which codes were first written', async () => {
    for (const code of ['b', 'a', 'b']) await add(code);
    await add('b', 'B');
    const list = await view(({ selectivity }) => selectivity.list('rule'));
    expect(list.map(({ code, version, state }) => `${code}@${version} ${state}`)).toEqual([
      'b@1 draft',
      'b@2 draft',
      'a@1 draft',
    ]);
    expect(list[0]).toMatchObject({
      text: 'id: b',
      authorId: 1,
      dryRun: undefined,
      approved: undefined,
      flag: undefined,
    });
    await expect(add('b', 'A', { version: 2 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await view(({ selectivity }) => selectivity.list('policy'))).toEqual([]);
    expect(await view(({ selectivity }) => selectivity.list('rule', ['live']))).toEqual([]);
  });

  it('keeps what each step says', async () => {
    const { id } = await add('a');
    await change(id, { state: 'dry-run', dryRun });
    await change(id, { state: 'approved', approved });
    await change(id, { state: 'live', live: { by: 'person:2', atMs: 4 } });
    const flag = { atMs: 5, examined: 100, found: 0, interval: [0, 0.04] as const, floor: 0.05 };
    expect(await change(id, { flag })).toMatchObject({ flag, state: 'live' });
    expect(await change(id, { flag: 'none' })).toMatchObject({ flag: undefined });
    const ended = { by: 'system', atMs: 6, reason: 'over' };
    await change(id, { state: 'expired', ended });
    expect(await view(({ selectivity }) => selectivity.get('rule', id))).toMatchObject({
      state: 'expired',
      dryRun,
      approved: { by: 'person:2', atMs: 3 },
      live: { by: 'person:2', atMs: 4 },
      ended,
    });
  });

  it('has the database itself refuse what no step may come to', async () => {
    const { id } = await add('a');
    await expect(change(id, { state: 'live', live: { by: 'x', atMs: 1 } })).rejects.toThrow();
    await change(id, { state: 'dry-run', dryRun });
    // Its author is no second person.
    await expect(change(id, { state: 'approved', approved: { ...approved, byId: 1 } })).rejects.toThrow();
    await change(id, { state: 'approved', approved });
    await change(id, { state: 'live' });
    const next = await add('a');
    await change(next.id, { state: 'dry-run', dryRun });
    await change(next.id, { state: 'approved', approved });
    await expect(change(next.id, { state: 'live' })).rejects.toThrow();
  });

  it('has nothing of another agency, for reading as for changing', async () => {
    const { id } = await add('a');
    await expect(view(({ selectivity }) => selectivity.get('rule', id), 'B')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(view(({ selectivity }) => selectivity.getToChange('rule', id), 'B')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(change(id, { state: 'retired' }, 'B')).rejects.toThrow();
    await expect(
      view(
        ({ selectivity }) => selectivity.addReroute(7, { from: 'red', to: 'blue', reason: 'r', by: 'b', atMs: 1 }),
        'B',
      ),
    ).rejects.toThrow();
  });

  it('counts moves to other lanes, and lists what was selected with what came of it', async () => {
    for (const [index, agency] of ['A', 'A', 'A', 'B'].entries()) {
      await sql`insert into consignment (id, agency, reference, stage, known_at_ms, score_tick)
        values (${index + 1}, ${agency}, ${`${agency}/${index}`}, 'declaration', ${nowMs}, 1)`.execute(db());
      await sql`insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary,
          content_hash, has_look_out, state, opened_at_ms, decision)
        values (${agency}, ${index + 1}, ${`${agency}/${index}`}, 'declaration', 'red', true, 0, '{}', '\\x00', false,
          'decided', ${nowMs + index}, ${index === 2 ? 'physical-examination' : null})`.execute(db());
    }
    await sql`insert into ranking_run (agency, at_ms, policy, capacity, seed, report) values ('A', 1, 'p', 'c', 1, '{}')`.execute(
      db(),
    );
    await sql`insert into case_selection (case_id, run_id, source, probability, rules)
      select id, 1, case id when 1 then 'random' end, 0.5, '[7]' from review_case where id < 3`.execute(db());
    const record = { kind: 'examination', id: 'A/E1', outcome: 'confirmed' };
    await sql`insert into case_result (agency, case_id, recorded_at_ms, record)
      values ('A', 1, 1, ${JSON.stringify(record)})`.execute(db());
    const selections = createSelectionStorage(db());
    const list = (afterId = 0, sinceMs = 0) => selections.list({ agency: 'A', sinceMs, afterId, limit: 10 });
    expect(await list()).toEqual([
      expect.objectContaining({ caseId: 1, source: 'random', rules: [7], isHeld: false, results: [record] }),
      // No ranking chose it, and an officer decided on a control.
      expect.objectContaining({
        caseId: 3,
        source: 'manual',
        rules: [],
        decision: 'physical-examination',
        results: [],
      }),
    ]);
    expect(await list(1)).toHaveLength(1);
    expect(await list(0, nowMs + 3)).toEqual([]);
    const reroute = { from: 'red', to: 'blue', reason: 'r', by: 'person:1' } as const;
    for (const atMs of [1, 5, 6]) await view(({ selectivity }) => selectivity.addReroute(1, { ...reroute, atMs }));
    expect(await selections.reroutes('A', 5)).toEqual([{ from: 'red', to: 'blue', count: 2 }]);
    expect(await selections.reroutes('B', 0)).toEqual([]);
  });

  it('keeps the selection of a case that an officer has in hand', async () => {
    await sql`insert into consignment (id, agency, reference, stage, known_at_ms, score_tick)
      values (1, 'A', 'A/1', 'declaration', ${nowMs}, 1)`.execute(db());
    await sql`insert into review_case (agency, consignment_id, reference, stage, lane, is_target, place, summary,
        content_hash, has_look_out, state, opened_at_ms, claimed_by, claimed_until_ms)
      values ('A', 1, 'A/1', 'declaration', 'red', true, 0, '{}', '\\x00', false, 'claimed', 1, 1, 50)`.execute(db());
    const { createRankingRunStorage } = await import('../../../src/storage/cases/ranking-run-storage.ts');
    const rank = (source: string, atMs: number) =>
      createRankingRunStorage(db()).add({
        agency: 'A',
        atMs,
        policy: 'p',
        capacity: 'c',
        seed: 1,
        report: {},
        selections: [{ caseId: 1, source, probability: 1, rules: [] }],
      });
    const source = async () => {
      const { rows } = await sql<{ source: string }>`select source from case_selection`.execute(db());
      return rows[0]?.source;
    };
    await rank('model', 10);
    await rank('manual', 20);
    expect(await source()).toBe('model');
    await rank('random', 60);
    expect(await source()).toBe('random');
  });
});
