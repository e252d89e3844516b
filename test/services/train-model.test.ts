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
