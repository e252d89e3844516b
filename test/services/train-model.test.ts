import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeArtefact } from '../../src/models/write-artefact.ts';
import { listModels, loadModel, refuseExistingVersion, saveModel } from '../../src/services/model-store.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { trainModel } from '../../src/services/train-model.ts';
import { writeWorld } from '../factories/write-world.ts';

describe('trainModel', () => {
  let world: Awaited<ReturnType<typeof writeWorld>>;
  const train = async (name: string, version = '1', seed = 1) =>
    trainModel(world.ports, {
      files: [await resolveInput(world.ports, world.train, 'kcs')],
      label: 'fraud',
      recipe: 'test/fixtures/quick-recipe.yaml',
      seed,
      name,
      version,
      notes: ['A note.'],
    });

  beforeAll(async () => {
    world = await writeWorld('test/fixtures/quick-world.yaml', 5000);
  });

  it('keeps a model with its card, and the same model for the same seed', async () => {
    const first = await train('a');
    expect(first.manifest).toMatchObject({
      seed: 1,
      label: { name: 'fraud', state: 'confirmed' },
      profiles: ['kcs'],
      handling: { ownerAgency: 'KCS' },
      notes: ['A note.'],
    });
    expect(first.manifest.rows.labelled).toBe(first.manifest.rows.read);
    await train('b');
    const [a, b] = [await loadModel(world.ports, 'a'), await loadModel(world.ports, 'b@1')];
    expect(writeArtefact({ ...b.artefact, name: 'a' })).toEqual(writeArtefact(a.artefact));
    expect(await world.ports.files.readText(`${first.folder}/card.md`)).toContain('> A note.');
  });

  it('never overwrites a version, and takes the latest for the name alone', async () => {
    await train('c');
    await expect(refuseExistingVersion(world.ports, 'c', '1')).rejects.toMatchObject({ code: 'refused' });
    await expect(refuseExistingVersion(world.ports, 'c', '2')).resolves.toBeUndefined();
    await expect(train('c')).rejects.toMatchObject({ code: 'refused' });
    await train('c', '10');
    await train('c', '9');
    expect((await loadModel(world.ports, 'c')).manifest.version).toBe('10');
    const versions = (await listModels(world.ports)).filter(({ name }) => name === 'c').map(({ version }) => version);
    expect(versions).toEqual(['1', '9', '10']);
  });

  it('refuses a version that exists before it reads a file', async () => {
    const file = await resolveInput(world.ports, `${world.folder}/none.csv`, 'kcs');
    const again = { files: [file], label: 'fraud', recipe: 'no-such-recipe', seed: 1, name: 'a' };
    const rejectsPath = `${world.folder}/never-written.csv`;
    await expect(trainModel(world.ports, { ...again, version: '1', rejectsPath })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(existsSync(rejectsPath)).toBe(false);
    await expect(trainModel(world.ports, { ...again, version: '2' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('writes the rejected rows to a file', async () => {
    const [header, ...lines] = readFileSync(world.train, 'utf8').trimEnd().split('\n');
    const spoiled = lines.map((line, index) => (index === 3 || index === 40 ? 'not,a,row' : line));
    const path = `${world.folder}/spoiled.csv`;
    writeFileSync(path, `${[header, ...spoiled].join('\n')}\n`);
    const rejectsPath = `${world.folder}/rejects.csv`;
    const { files } = await trainModel(world.ports, {
      files: [await resolveInput(world.ports, path, 'kcs')],
      label: 'fraud',
      recipe: 'test/fixtures/quick-recipe.yaml',
      seed: 1,
      name: 'g',
      version: '1',
      rejectsPath,
    });
    expect(files[0]).toMatchObject({ rowsRead: lines.length, accepted: lines.length - 2, rejected: 2 });
    const rejects = readFileSync(rejectsPath, 'utf8').trimEnd().split(/\r?\n/);
    expect(rejects[0]).toBe('file,row,column,code,expected,raw');
    expect(rejects).toHaveLength(3);
    for (const reject of rejects.slice(1)) expect(reject).toContain('spoiled.csv');
  });

  it('keeps the rejected rows of a file that it refuses for them, and no model', async () => {
    const [header, ...lines] = readFileSync(world.train, 'utf8').trimEnd().split('\n');
    const path = `${world.folder}/bad.csv`;
    const spoiled = lines.slice(0, 200).map((line, index) => (index % 2 === 0 ? 'not,a,row' : line));
    writeFileSync(path, `${[header, ...spoiled].join('\n')}\n`);
    const rejectsPath = `${world.folder}/bad-rejects.csv`;
    const refused = trainModel(world.ports, {
      files: [await resolveInput(world.ports, path, 'kcs')],
      label: 'fraud',
      recipe: 'test/fixtures/quick-recipe.yaml',
      seed: 1,
      name: 'h',
      version: '1',
      rejectsPath,
    });
    await expect(refused).rejects.toMatchObject({ code: 'too-many-bad-rows' });
    expect(readFileSync(rejectsPath, 'utf8').trimEnd().split('\n')).toHaveLength(101);
    expect((await listModels(world.ports)).some(({ name }) => name === 'h')).toBe(false);
  });

  it.each([
    ['../../escape', '1'],
    ['a/b', '1'],
    ['Upper', '1'],
    ['a..b', '1'],
    ['.', '1'],
    ['', '1'],
    ['x'.repeat(65), '1'],
    ['e', 'a/b'],
    ['e', '..'],
    ['e', ''],
  ])('does not take the name %j with the version %j', async (name, version) => {
    await expect(refuseExistingVersion(world.ports, name, version)).rejects.toMatchObject({ code: 'usage' });
    const model = await loadModel(world.ports, 'a');
    const renamed = { ...model, manifest: { ...model.manifest, name, version } };
    await expect(saveModel(world.ports, renamed)).rejects.toMatchObject({ code: 'usage' });
  });

  it('does not load a model whose bytes were changed', async () => {
    const { folder } = await train('d');
    const path = `${folder}/model.bin`;
    const bytes = Buffer.from(await world.ports.files.readBytes(path));
    bytes[bytes.length >> 1]! ^= 1;
    await world.ports.files.write(path, bytes);
    await expect(loadModel(world.ports, 'd')).rejects.toMatchObject({ code: 'artefact-invalid' });
  });
});
