import { describe, expect, it } from 'vitest';
import type { Examination } from '../../src/domain/examination.ts';
import { readHitRates } from '../../src/services/read-hit-rates.ts';
import type { KeptSelection } from '../../src/services/selection-ports.ts';
import type { SelectivityVersion } from '../../src/services/selectivity-ports.ts';
import { makeMeasure } from '../factories/measure-record.ts';

const nowMs = Date.parse('2026-11-28');
const day = 86_400_000;
const physical = (outcome: Examination['outcome'], more: Partial<Examination> = {}) =>
  ({
    kind: 'examination',
    id: 'E',
    control: 'physical',
    iprChecked: 'yes',
    outcome,
    isRetracted: false,
    ...more,
  }) as Examination;

let lastCase = 0;
const selection = (source: KeptSelection['source'], more: Partial<KeptSelection> = {}): KeptSelection => ({
  caseId: ++lastCase,
  source,
  rules: [],
  state: 'examined',
  decision: 'physical-examination',
  decidedAtMs: nowMs - 5 * day,
  execution: 'examined',
  openedAtMs: nowMs - 6 * day,
  isHeld: true,
  results: [physical('nothing-found')],
  ...more,
});
const times = (count: number, make: () => KeptSelection) => Array.from({ length: count }, make);

async function rates(selections: readonly KeptSelection[], more: object = {}, versions: readonly object[] = []) {
  const store = {
    selections: {
      list: async ({ afterId, limit }: { afterId: number; limit: number }) =>
        selections.filter(({ caseId }) => caseId > afterId).slice(0, limit),
      reroutes: async () => [],
    },
    asAgency: async (_: unknown, use: (view: unknown) => unknown) =>
      use({ selectivity: { list: async () => versions as SelectivityVersion[] } }),
  } as unknown as Parameters<typeof readHitRates>[0];
  const input = {
    agency: 'A',
    sinceMs: 0,
    nowMs,
    countFrom: 'confirmed',
    leastExamined: 30,
    leastExecution: 0.8,
    ...more,
  };
  const report = await readHitRates(store, input as Parameters<typeof readHitRates>[1]);
  return { ...report, of: (source: string) => report.sources.find((one) => one.source === source)! };
}

describe('readHitRates', () => {
  it('calls the random slice unbiased where enough of it was examined, and nothing else ever', async () => {
    const gone = () => selection('random', { execution: 'not-located', state: 'closed', isHeld: false, results: [] });
    const kept = times(36, () => selection('random'));
    const found = times(4, () => selection('random', { results: [physical('confirmed')] }));
    const good = await rates([...kept, ...found, ...times(10, gone)]);
    expect(good.of('random')).toMatchObject({
      counts: { selected: 50, held: 40, examined: 40, found: 4 },
      execution: 0.8,
      rate: 0.1,
      bounds: [0.08, 0.28],
      isUnbiased: true,
    });
    expect((await rates([...kept, ...found, ...times(11, gone)])).of('random').isUnbiased).toBe(false);
    const byModel = times(40, () => selection('model'));
    expect((await rates(byModel)).of('model')).toMatchObject({ rate: 0, isUnbiased: false });
    expect((await rates(byModel)).of('model').interval![1]).toBeCloseTo(1 - 0.025 ** (1 / 40), 6);
  });

  it('tells no rate from too few, and pools months until there are enough', async () => {
    const month = (text: string, count: number) =>
      times(count, () => selection('rule', { openedAtMs: Date.parse(`${text}-15`) }));
    const { of } = await rates([
      ...month('2026-08', 20),
      ...month('2026-09', 15),
      ...month('2026-10', 40),
      ...month('2026-11', 3),
    ]);
    expect(of('rule').pools.map(({ from, to, counts }) => `${from} ${to} ${counts.examined}`)).toEqual([
      '2026-08 2026-09 35',
      '2026-10 2026-11 43',
    ]);
    expect(of('look-out')).toMatchObject({ counts: { selected: 0 }, rate: undefined, interval: undefined, pools: [] });
    expect((await rates(month('2026-08', 29))).of('rule')).toMatchObject({ rate: undefined });
  });

  it('keeps apart what may still be carried out, what teaches nothing yet, and what was not examined', async () => {
    const { of } = await rates([
      selection('model', { state: 'open', decision: undefined, execution: undefined, results: [] }),
      selection('model', { state: 'decided', execution: undefined, results: [] }),
      selection('model', { state: 'decided', execution: undefined, results: [], decidedAtMs: nowMs - 31 * day }),
      selection('model', { state: 'decided', decision: 'release', execution: undefined, results: [], isHeld: false }),
      selection('model', { results: [physical('detained')] }),
      selection('model', { results: [physical('nothing-found', { iprChecked: 'no' })] }),
      selection('model', { results: [physical('nothing-found'), { ...makeMeasure(), outcome: 'confirmed' }] }),
    ]);
    expect(of('model')).toMatchObject({
      pending: 2,
      undetermined: 2,
      counts: { selected: 5, held: 4, examined: 1, found: 1 },
    });
  });

  it('counts a find from the state that is asked for', async () => {
    const detained = [selection('model', { results: [physical('detained')] })];
    expect((await rates(detained, { countFrom: 'detained' })).of('model').counts).toMatchObject({
      examined: 1,
      found: 1,
    });
    expect((await rates(detained)).of('model').counts).toMatchObject({ examined: 0, found: 0 });
  });

  it('tells rule by rule what rule or chance selected among the matches, and which lies below its floor', async () => {
    const text = `id: cheap\nreason: r\nlane: red\nbegins: 2026-01-01\nends: 2026-12-31\nprecisionFloor: 0.1\nwhen: { field: hsCode, startsWith: '95' }\n`;
    const version = { id: 7, code: 'cheap', version: 2, state: 'live', text };
    const matched = (source: KeptSelection['source']) => () => selection(source, { rules: [7] });
    const all = [...times(40, matched('rule')), ...times(2, matched('random')), ...times(9, matched('model'))];
    const { rules } = await rates(all, {}, [version, { ...version, id: 8, state: 'draft' }]);
    expect(rules).toMatchObject([
      { code: 'cheap', version: 2, precisionFloor: 0.1, counts: { examined: 42 }, rate: 0, isBelowFloor: true },
    ]);
    const few = await rates(times(20, matched('rule')), {}, [version]);
    expect(few.rules[0]).toMatchObject({ isBelowFloor: false, rate: undefined });
  });
});
