import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { scoreStoredConsignments } from '../../src/services/score-stored-consignments.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { trainModel } from '../../src/services/train-model.ts';
import { type WrittenWorld, writeWorld } from '../factories/write-world.ts';

describe('scoreStoredConsignments', () => {
  let world: WrittenWorld;
  let store: Store;
  const part = (name: string, path: string, keep: (index: number) => boolean) => {
    const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
    const out = `${world.folder}/${name}.csv`;
    writeFileSync(out, `${[header, ...lines.filter((_, index) => keep(index))].join('\n')}\n`);
    return resolveInput(world.ports, out, 'kcs');
  };
  const margins = async (): Promise<Map<string, number>> => {
    const found = new Map<string, number>();
    for await (const scores of store.scores.current()) {
      for (const { record, margin } of scores) found.set(`${record.consignment.id}#${record.item.itemNumber}`, margin);
    }
    return found;
  };

  beforeAll(async () => {
    world = await writeWorld('test/fixtures/quick-world.yaml', 3000);
    const { ports } = world;
    await trainModel(ports, {
      files: [await resolveInput(ports, world.train, 'kcs')],
      label: undefined,
      recipe: 'test/fixtures/quick-recipe.yaml',
      seed: 1,
      name: 'm',
      version: '1',
    });
    store = await ports.openStore('memory:');
    await ingestBatch(ports, store, await part('odd', world.train, (index) => index % 2 === 1));
    await ingestBatch(ports, store, await resolveInput(ports, world.test, 'kcs'));
  });
  afterAll(() => store.close());

  it('scores nothing without a champion, and says so in the books', async () => {
    const report = await scoreStoredConsignments(world.ports, store);
    expect(report).toMatchObject({ items: 0, models: [] });
    const [book] = report.books;
    expect(book).toMatchObject({ hasChampion: false, scored: 0, lost: 0 });
    expect(book!.due).toBe(book!.consignments);
  });

  it('scores nothing and leaves everything due where the files of the champion are gone', async () => {
    const outPath = `${world.folder}/never.csv`;
    await promoteModel(world.ports, store, 'm');
    const { models } = world.ports.folders;
    renameSync(`${models}/m`, `${models}/gone`);
    await expect(scoreStoredConsignments(world.ports, store, { outPath })).rejects.toMatchObject({ code: 'not-found' });
    renameSync(`${models}/gone`, `${models}/m`);
    expect(existsSync(outPath)).toBe(false);
    expect(await store.scores.books()).toMatchObject([{ scored: 0, lost: 0 }]);
  });

  it('changes no score for what is ingested later with earlier dates, unless it is asked to', async () => {
    await scoreStoredConsignments(world.ports, store);
    const before = await margins();
    await ingestBatch(world.ports, store, await part('even', world.train, (index) => index % 2 === 0));
    const later = await scoreStoredConsignments(world.ports, store);
    expect(later.items).toBeGreaterThan(100);
    expect(later.changedItems).toBe(later.items);
    const after = await margins();
    expect(after.size).toBe(before.size + later.items);
    for (const [id, margin] of before) expect(after.get(id)).toBe(margin);

    const asked = await scoreStoredConsignments(world.ports, store, { isEverything: true });
    expect(asked.items).toBe(after.size);
    expect(asked.changedItems).toBeGreaterThan(100);
    expect(asked.books).toMatchObject([{ scored: after.size, due: 0, lost: 0 }]);
    const changed = [...(await margins())].filter(([id, margin]) => after.get(id) !== margin).map(([id]) => id);
    expect(changed.length).toBeGreaterThan(0);
    const [id] = changed[0]!.split('#');
    const kept = (await store.scores.ofConsignments([id!])).filter(({ isCurrent }) => !isCurrent);
    expect(kept.map(({ margin }) => margin)).toContain(after.get(changed[0]!));
  });
});
