import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTouchstone } from '../factories/run-touchstone.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const commands = ['train', 'backtest', 'score', 'rank', 'explain', 'models', 'profiles', 'simulate', 'demo'];

describe('touchstone', () => {
  it('explains itself', () => {
    const { code, stdout } = runTouchstone(home, '--help');
    expect(code).toBe(0);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
    expect(stdout).toContain('Exit codes');
    expect(stdout).toContain('a person decides');
  });

  it.each(commands)('explains %s, which has --json', (command) => {
    const { code, stdout } = runTouchstone(home, command, '--help');
    expect(code).toBe(0);
    const words = command === 'models' || command === 'profiles' ? [command, 'list', '--help'] : [command, '--help'];
    expect(runTouchstone(home, ...words).stdout).toContain('--json');
    expect(stdout).toContain(command);
  });

  it('has the version of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(runTouchstone(home, '--version').stdout.trim()).toBe(version);
  });

  it.each([
    [['nonsense'], 2],
    [['score'], 2],
    [['score', 'none.csv', '--profile', 'kcs', '--model', 'none', '--out', 'o.csv'], 2],
    [['score', 'none.csv', '--model', 'none', '--out', 'o.csv'], 2],
    [['profiles', 'check', 'none.yaml'], 2],
    [['backtest', '--profile', 'kcs', '--train', 'a', '--test', 'b', '--at', '7'], 2],
    [['simulate', '--rows', 'many', '--out', 'x'], 2],
    [['models', 'show', 'none'], 2],
  ])('ends %j with exit code %i, saying why on standard error only', (words, code) => {
    const result = runTouchstone(home, ...words);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr.length).toBeGreaterThan(10);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('refuses a file that does not fit its profile with exit code 2, and leaves nothing behind', () => {
    writeFileSync(join(home, 'odd.csv'), 'a,b\n1,2\n');
    const train = runTouchstone(home, 'train', 'odd.csv', '--profile', 'kcs', '--name', 'odd', '--json');
    expect(train.code).toBe(2);
    expect(train.stderr).toContain('profile-mismatch');
    writeFileSync(join(home, 'bad-profile.yaml'), 'name: bad-profile\nversion: 1\n');
    const check = runTouchstone(home, 'profiles', 'check', 'bad-profile.yaml');
    expect(check.code).toBe(2);
    expect(check.stderr + check.stdout).toMatch(/description[\s\S]*format[\s\S]*tick/);
  });

  it.each([
    [['score', 'none.csv', '--profile', 'kcs', '--model', 'none', '--out', 'o.csv', '--json'], 2, 'not-found'],
    [['score', '--json'], 2, 'usage'],
    [['nonsense', '--json'], 2, 'usage'],
    [['rank', 'none.csv', '--capacity', 'c.yaml', '--selected', 'x.csv', '--json'], 2, 'usage'],
    [['models', 'show', 'none', '--json'], 2, 'not-found'],
  ])('tells the failure of %j as one JSON object', (words, code, errorCode) => {
    const result = runTouchstone(home, ...words);
    expect(result.code).toBe(code);
    expect(JSON.parse(result.stdout)).toEqual({ error: { code: errorCode, message: expect.stringMatching(/.{10}/) } });
    expect(result.stderr.length).toBeGreaterThan(10);
  });

  it('lists the problems of a profile as JSON', () => {
    writeFileSync(join(home, 'narnia.yaml'), 'name: narnia\nversion: 0\nconstants: { destinationCountry: Narnia }\n');
    const { code, stdout, stderr } = runTouchstone(home, 'profiles', 'check', 'narnia.yaml', '--json');
    expect(code).toBe(2);
    const result = JSON.parse(stdout) as { problems: string[] };
    expect(result).toMatchObject({ name: 'narnia', isValid: false });
    expect(result.problems).toContain(
      'constants.destinationCountry: Narnia is not an ISO 3166-1 alpha-2 or alpha-3 code',
    );
    for (const problem of result.problems) expect(stderr).toContain(problem);
    expect(stderr).toContain('[profile-invalid]');
  });

  it('does not mind a reader that stops reading', () => {
    const main = resolve('dist/src/cli/main.js');
    const { status } = spawnSync('bash', [
      '-c',
      `set -o pipefail; "${process.execPath}" "${main}" profiles list | head -1`,
    ]);
    expect(status).toBe(0);
  });
});

describe('the demo', () => {
  it('reads two agencies, balances their books, and writes ranked targets with reasons', () => {
    const { code, stdout } = spawnSync(
      process.execPath,
      [resolve('dist/src/cli/main.js'), 'demo', '--out', join(home, 'out')],
      {
        encoding: 'utf8',
        cwd: home,
      },
    ) as unknown as { code: number; stdout: string };
    expect(code ?? 0).toBe(0);
    const books = [...stdout.matchAll(/rows read (\d+) = (\d+) accepted \+ (\d+) rejected/g)];
    expect(books).toHaveLength(2);
    for (const [, read, accepted, rejected] of books) {
      expect(Number(read)).toBe(Number(accepted) + Number(rejected));
      expect(Number(rejected)).toBeGreaterThan(0);
    }
    expect(stdout).toContain('AURELIA/');
    expect(stdout).toContain('BOREALIS/');
    expect(stdout).toMatch(/raises: .+ – .+/);
    expect(stdout).not.toMatch(/USD 0 in all/);
    // A hazard stands beside the goods that it is about.
    for (const [, code] of stdout.matchAll(/health and safety: [^(]+ \(HS (\d+)\)/g)) {
      expect(stdout).toMatch(new RegExp(`(HS|,|\\d) ${code}\\b`));
    }
    expect(stdout).toMatch(/health and safety: [^(]+ \(HS \d+\): \S+/);
    const targets = readFileSync(join(home, 'out/demo-targets.csv'), 'utf8').trimEnd().split('\n');
    expect(targets).toHaveLength(25);
    expect(targets[0]).toContain('reasons');
    const rejects = readFileSync(join(home, 'out/demo-rejects.csv'), 'utf8').trimEnd().split('\n');
    expect(rejects.length).toBeGreaterThan(10);
  });
});

describe('an analyst’s and a planner’s day', () => {
  it('simulate → backtest → train → score → rank → explain', () => {
    const scenario = resolve('test/fixtures/quick-world.yaml');
    const simulated = JSON.parse(
      runTouchstone(home, 'simulate', '--scenario', scenario, '--rows', '5000', '--out', 'world', '--json').stdout,
    ) as { files: { path: string }[] };
    const find = (phase: string): string =>
      simulated.files.find(({ path }) => path.includes(`${phase}/`) && path.includes('kcs'))!.path;
    const recipe = resolve('test/fixtures/quick-recipe.yaml');
    const backtest = runTouchstone(
      home,
      'backtest',
      '--profile',
      'kcs',
      '--train',
      find('train'),
      '--test',
      find('test'),
      '--recipe',
      recipe,
      '--at',
      '0.01,0.05',
      '--json',
    );
    expect(backtest.code).toBe(0);
    const figures = JSON.parse(backtest.stdout) as { [name: string]: unknown };
    for (const key of [
      'protocol',
      'rows',
      'baseRate',
      'auc',
      'prAuc',
      'brier',
      'at',
      'floors',
      'segments',
      'seconds',
      'peakMemoryMb',
    ]) {
      expect(figures).toHaveProperty(key);
    }
    expect(figures.at).toHaveLength(2);
    expect(backtest.stderr).toMatch(/rows read \d+ = \d+ accepted \+ \d+ rejected/);

    expect(
      runTouchstone(home, 'train', find('train'), '--profile', 'kcs', '--name', 'mine', '--recipe', recipe).code,
    ).toBe(0);
    expect(runTouchstone(home, 'models', 'list').stdout).toContain('mine');
    expect(runTouchstone(home, 'models', 'show', 'mine').stdout).toContain('## What it is for');

    const scored = runTouchstone(
      home,
      'score',
      find('test'),
      '--profile',
      'kcs',
      '--model',
      'mine',
      '--out',
      'scored.csv',
      '--reasons',
      '--json',
    );
    expect(JSON.parse(scored.stdout)).toMatchObject({ model: 'mine@1', notScored: { otherStage: 0, otherKind: 0 } });
    writeFileSync(join(home, 'capacity.yaml'), "capacity:\n  - { examinations: 12, shift: '*' }\n");
    const ranked = runTouchstone(
      home,
      'rank',
      'scored.csv',
      '--capacity',
      'capacity.yaml',
      '--out',
      'targets.csv',
      '--record',
      'record.csv',
      '--json',
    );
    const report = JSON.parse(ranked.stdout) as { selected: number; targets: { consignmentId: string }[] };
    expect(report.selected).toBe(12);
    expect(readFileSync(join(home, 'targets.csv'), 'utf8')).not.toMatch(/random|selectionProbability/);
    expect(readFileSync(join(home, 'targets.csv'), 'utf8')).toMatch(/,reasons\n1,.*raises: /);
    expect(readFileSync(join(home, 'record.csv'), 'utf8')).toMatch(/random/);

    const id = report.targets[0]!.consignmentId;
    const explained = runTouchstone(
      home,
      'explain',
      find('test'),
      '--profile',
      'kcs',
      '--model',
      'mine',
      '--consignment',
      id,
      '--json',
    );
    expect(explained.stderr).toMatch(/rows read \d+ = \d+ accepted \+ \d+ rejected/);
    const { files, items } = JSON.parse(explained.stdout) as {
      files: { rowsRead: number; accepted: number; rejected: number }[];
      items: {
        margin: number;
        baseMargin: number;
        reasons: { contribution: number; value: unknown; asOf: string }[];
      }[];
    };
    expect(files[0]!.rowsRead).toBe(files[0]!.accepted + files[0]!.rejected);
    const [item] = items;
    const sum = item!.reasons.reduce((total, { contribution }) => total + contribution, item!.baseMargin);
    expect(sum).toBeCloseTo(item!.margin, 6);
    expect(item!.reasons[0]!.asOf).toMatch(/^\d{4}-\d\d-\d\d/);
  });
});
