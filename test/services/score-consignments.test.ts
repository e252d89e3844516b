import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { explainConsignments } from '../../src/services/explain-consignments.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import { type ScoreConsignmentsInput, scoreConsignments } from '../../src/services/score-consignments.ts';
import { trainModel } from '../../src/services/train-model.ts';
import { shuffled } from '../factories/ranking-candidate.ts';
import { writeWorld } from '../factories/write-world.ts';

describe('scoreConsignments', () => {
  let world: Awaited<ReturnType<typeof writeWorld>>;
  const score = async (testFile: string, changes: Partial<ScoreConsignmentsInput> = {}) => {
    const outPath = `${world.folder}/out-${Math.random()}.csv`;
    const report = await scoreConsignments(world.ports, {
      files: [await resolveInput(world.ports, testFile, 'kcs')],
      model: 'test',
      outPath,
      seed: 1,
      ...changes,
    });
    return {
      report,
      lines: readFileSync(changes.outPath ?? outPath, 'utf8')
        .trimEnd()
        .split('\n'),
    };
  };
  const written = (name: string, change: (lines: string[]) => string[]): string => {
    const [header, ...lines] = readFileSync(world.test, 'utf8').trimEnd().split('\n');
    const path = `${world.folder}/${name}.csv`;
    writeFileSync(path, `${[header, ...change(lines)].join('\n')}\n`);
    return path;
  };

  beforeAll(async () => {
    world = await writeWorld('test/fixtures/quick-world.yaml', 4000);
    await trainModel(world.ports, {
      files: [await resolveInput(world.ports, world.train, 'kcs')],
      label: undefined,
      recipe: 'test/fixtures/quick-recipe.yaml',
      seed: 1,
      name: 'test',
      version: '1',
    });
  });

  it('streams a file in order of time and holds another in memory, with the same scores', async () => {
    const inOrder = await score(world.test);
    const mixed = await score(written('mixed', (lines) => shuffled(lines, 3)));
    expect(inOrder.report.isStreamed).toBe(true);
    expect(mixed.report.isStreamed).toBe(false);
    expect([...mixed.lines].sort()).toEqual([...inOrder.lines].sort());
    expect(inOrder.report.rowsScored).toBe(inOrder.report.files[0]!.accepted);
  });

  it('gives a row the score that it has without any later row', async () => {
    const whole = await score(world.test);
    const day = (line: string): string => line.split(',')[4]!;
    const cut = day(whole.lines[Math.floor(whole.lines.length / 2)]!);
    const early = await score(
      written('early', (lines) => lines.filter((line) => /\d{4}-\d\d-\d\d/.exec(line)![0] < cut)),
    );
    expect(early.lines.length).toBeGreaterThan(100);
    expect(early.lines).toEqual(whole.lines.slice(0, early.lines.length));
  });

  it('does not look at labels', async () => {
    const whole = await score(world.test);
    const without = await score(written('without', (lines) => lines.map((line) => line.replace(/,[01],\d$/, ',,'))));
    expect(without.lines).toEqual(whole.lines);
  });

  it('marks the selected with their reasons, which are there for no other row', async () => {
    const { report, lines } = await score(world.test, { capacity: 20 });
    expect(lines[0]!.endsWith(',selected,reasons')).toBe(true);
    expect(report.selected).toHaveLength(20);
    const ids = new Set(report.selected.map(({ consignmentId }) => consignmentId));
    for (const line of lines.slice(1)) {
      const isSelected = ids.has(line.slice(0, line.indexOf(',')));
      expect(/,1,"?(raises|lowers)/.test(line)).toBe(isSelected);
    }
    for (const { margin, explanation } of report.selected) {
      const sum = explanation.reasons.reduce((total, reason) => total + reason.contribution, explanation.baseMargin);
      expect(sum).toBeCloseTo(margin, 6);
    }
    expect(lines.join('\n')).not.toMatch(/random/i);
  });

  it('gives the reasons of every row when asked, those of the selected being the same', async () => {
    const { report, lines } = await score(world.test, { capacity: 5, hasAllReasons: true });
    expect(lines[0]!.endsWith(',probability,reasons,selected')).toBe(true);
    expect(lines.slice(1).every((line) => /,"?(raises|lowers): .*,[01]$/.test(line))).toBe(true);
    const plain = await score(world.test, { capacity: 5 });
    expect(report.selected).toEqual(plain.report.selected);
  });

  it('draws the share of the capacity at random that the default policy says', async () => {
    const byMargin = (await score(world.test, { capacity: 20 })).report.selected.map(({ margin }) => margin);
    const policies = `${world.folder}/policies`;
    mkdirSync(policies, { recursive: true });
    const policy = readFileSync('data/policies/default.yaml', 'utf8').replace('randomShare: 0.10', 'randomShare: 1');
    writeFileSync(`${policies}/default.yaml`, policy);
    const ports = { ...world.ports, folders: { ...world.ports.folders, policies } };
    const files = [await resolveInput(ports, world.test, 'kcs')];
    const outPath = `${world.folder}/drawn.csv`;
    const drawn = await scoreConsignments(ports, { files, model: 'test', outPath, seed: 1, capacity: 20 });
    expect(drawn.selected).toHaveLength(20);
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    expect(sum(drawn.selected.map(({ margin }) => margin))).toBeLessThan(sum(byMargin) - 1);
  });

  it('sets records of another stage apart, and the books still balance', async () => {
    const early = `${world.folder}/early-stage.yaml`;
    const profile = readFileSync('data/profiles/kcs.yaml', 'utf8');
    writeFileSync(
      early,
      profile.replace('name: kcs', 'name: early-stage').replace('stage: declaration', 'stage: pre-arrival'),
    );
    const files = [
      await resolveInput(world.ports, world.train, early),
      await resolveInput(world.ports, world.test, 'kcs'),
    ];
    const outPath = `${world.folder}/stages.csv`;
    const report = await scoreConsignments(world.ports, { files, model: 'test', outPath, seed: 1 });
    const accepted = report.files.map((file) => file.accepted);
    expect(report.notScored).toEqual({ otherStage: accepted[0], otherKind: 0 });
    expect(report.rowsScored).toBe(accepted[1]);
    // What is set apart leaves no trace in the history either.
    const lines = readFileSync(outPath, 'utf8').trimEnd().split('\n');
    expect(lines).toEqual((await score(world.test)).lines);
    const id = lines[1]!.slice(0, lines[1]!.indexOf(','));
    await expect(
      explainConsignments(world.ports, { files: files.slice(0, 1), model: 'test', consignmentIds: new Set([id]) }),
    ).rejects.toThrow(/stage declaration/);
  });

  it('explains one consignment as it was scored', async () => {
    const { report } = await score(world.test, { capacity: 5 });
    const [first] = report.selected;
    const explained = await explainConsignments(world.ports, {
      files: [await resolveInput(world.ports, world.test, 'kcs')],
      model: 'test@1',
      consignmentIds: new Set([first!.consignmentId]),
    });
    expect(explained.files).toEqual(report.files);
    expect(explained.items.find(({ item }) => item === first!.item)?.margin).toBe(first!.margin);
    await expect(
      explainConsignments(world.ports, {
        files: [await resolveInput(world.ports, world.test, 'kcs')],
        model: 'test',
        consignmentIds: new Set(['nobody']),
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps bad rows with their raw text and balances the books', async () => {
    const path = written('bad', (lines) => ['broken', 'x,2020-13-01', ...lines]);
    const rejectsPath = `${world.folder}/rejects.csv`;
    const { report } = await score(path, { rejectsPath });
    const [file] = report.files;
    expect(file!.rowsRead).toBe(file!.accepted + file!.rejected);
    expect(file!.rejected).toBe(2);
    const rejects = readFileSync(rejectsPath, 'utf8').trimEnd().split('\n');
    expect(rejects[0]).toBe('file,row,column,code,expected,raw');
    expect(rejects[1]).toContain('broken');
  });

  it('refuses a file of which too much is bad, and writes nothing', async () => {
    const path = written('awful', (lines) => lines.map((line, index) => (index % 10 === 0 ? 'junk' : line)));
    const outPath = `${world.folder}/awful-out.csv`;
    const rejectsPath = `${world.folder}/awful-rejects.csv`;
    await expect(score(path, { outPath, rejectsPath, capacity: 3 })).rejects.toMatchObject({
      code: 'too-many-bad-rows',
    });
    const left = await world.ports.files.list(world.folder);
    expect(left.filter((name) => name.startsWith('awful-out'))).toEqual([]);
    // The rows that it was refused for are there, whole.
    const rejects = readFileSync(rejectsPath, 'utf8').trimEnd().split('\n');
    expect(rejects.slice(1).every((line) => line.includes('awful.csv') && line.endsWith('junk'))).toBe(true);
    expect(rejects.length).toBeGreaterThan(20);
    expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await expect(
      score(`${world.folder}/nowhere.csv`, { outPath, rejectsPath: `${world.folder}/no-rejects.csv` }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.ports.files.exists(`${world.folder}/no-rejects.csv`)).toBe(false);
  });

  it('takes up to 20 bad rows of a small file', async () => {
    const path = written('small', (lines) => [...Array.from({ length: 20 }, () => 'junk'), ...lines.slice(0, 30)]);
    expect((await score(path)).report.files[0]).toMatchObject({ rejected: 20, accepted: 30 });
  });

  it('knows which model was meant', async () => {
    await expect(score(world.test, { model: 'none' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(score(world.test, { model: 'test@7' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does not score under another installation’s key', async () => {
    mkdirSync(`${world.folder}/other`, { recursive: true });
    const other = compose(
      loadConfig({ TOUCHSTONE_MODELS: `${world.folder}/models`, TOUCHSTONE_HOME: `${world.folder}/other` }),
    );
    await expect(
      scoreConsignments(other, {
        files: [await resolveInput(other, world.test, 'kcs')],
        model: 'test',
        outPath: `${world.folder}/other.csv`,
        seed: 1,
      }),
    ).rejects.toMatchObject({ code: 'model-schema-mismatch' });
  });
});
