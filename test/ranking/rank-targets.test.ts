import { describe, expect, it } from 'vitest';
import { parseCapacity } from '../../src/ranking/capacity.ts';
import { officerView } from '../../src/ranking/officer-view.ts';
import { rankTargets } from '../../src/ranking/rank-targets.ts';
import { defaultPolicy, makeCandidate, randomCandidates, shuffled } from '../factories/ranking-candidate.ts';

const capacityOf = (examinations: number, rest = ''): ReturnType<typeof parseCapacity> =>
  parseCapacity('capacity.yaml', `capacity:\n  - { examinations: ${examinations}${rest} }\n`);

describe('rankTargets', () => {
  it('selects the capacity: the slice first, then by expected harm', () => {
    const ranking = rankTargets({
      candidates: randomCandidates(1, 200),
      capacity: capacityOf(20),
      policy: defaultPolicy,
      seed: 1,
    });
    const selected = ranking.ranked.filter(({ isSelected }) => isSelected);
    expect(selected).toHaveLength(20);
    expect(selected.filter(({ source }) => source === 'random')).toHaveLength(2);
    const byModel = selected.filter(({ source }) => source === 'model');
    const left = ranking.ranked.filter(({ isSelected }) => !isSelected);
    const worst = Math.min(...byModel.map(({ expectedHarm }) => expectedHarm));
    expect(worst).toBeGreaterThan(Math.max(...left.map(({ expectedHarm }) => expectedHarm)));
  });

  it('does not depend on the order of candidates, and repeats by seed', () => {
    const candidates = randomCandidates(2, 150);
    const run = (list: typeof candidates, seed: number) =>
      rankTargets({ candidates: list, capacity: capacityOf(15), policy: defaultPolicy, seed }).ranked;
    const once = run(candidates, 1);
    expect(run(shuffled(candidates, 9), 1)).toEqual(once);
    const drawn = (seed: number): string =>
      run(candidates, seed)
        .filter(({ source }) => source === 'random')
        .map(({ candidate }) => candidate.consignmentId)
        .join();
    expect(new Set([1, 2, 3, 4, 5].map(drawn)).size).toBeGreaterThan(1);
  });

  it('breaks ties by margin and then id', () => {
    const ids = ['X/c', 'X/a', 'X/b'];
    const candidates = ids.map((consignmentId) => makeCandidate({ consignmentId }));
    const ranking = rankTargets({ candidates, capacity: capacityOf(0), policy: defaultPolicy, seed: 1 });
    expect(ranking.ranked.map(({ candidate }) => candidate.consignmentId)).toEqual(['X/a', 'X/b', 'X/c']);
  });

  it('states the probability with which each row is selected over many seeds', () => {
    const candidates = randomCandidates(3, 12);
    const runs = 4000;
    const counts = new Map<string, number>();
    let stated = new Map<string, number>();
    for (let seed = 0; seed < runs; seed++) {
      const { ranked } = rankTargets({
        candidates,
        capacity: capacityOf(4),
        policy: { ...defaultPolicy, randomShare: 0.4 },
        seed,
        manual: new Set(['X/5']),
      });
      stated = new Map(ranked.map((row) => [row.candidate.consignmentId, row.selectionProbability]));
      for (const row of ranked) {
        if (row.isSelected) counts.set(row.candidate.consignmentId, (counts.get(row.candidate.consignmentId) ?? 0) + 1);
      }
    }
    let expectedCount = 0;
    for (const [id, probability] of stated) {
      const error = Math.sqrt((probability * (1 - probability)) / runs);
      expect(Math.abs((counts.get(id) ?? 0) / runs - probability)).toBeLessThan(4.5 * error + 1e-9);
      expectedCount += probability;
      expect(probability).toBeGreaterThan(0);
    }
    expect(expectedCount).toBeCloseTo(4, 6);
  });

  it('keeps offices and channels apart, and says what has no capacity', () => {
    const candidates = [
      ...randomCandidates(4, 50, { office: '10', channel: 'post' }),
      ...randomCandidates(5, 50, { office: '20', channel: 'cargo' }).map((row) => ({
        ...row,
        consignmentId: `${row.consignmentId}-20`,
      })),
      makeCandidate({ consignmentId: 'X/none', office: '30' }),
    ];
    const capacity = parseCapacity(
      'c.yaml',
      'capacity:\n  - { office: 10, channel: post, examinations: 3 }\n  - { office: "20", examinations: 5 }\n',
    );
    const ranking = rankTargets({ candidates, capacity, policy: defaultPolicy, seed: 1 });
    const selectedOf = (office: string): number =>
      ranking.ranked.filter((row) => row.isSelected && row.candidate.office === office).length;
    expect([selectedOf('10'), selectedOf('20')]).toEqual([3, 5]);
    expect(ranking.ineligible).toEqual([{ candidate: candidates.at(-1), reason: 'no capacity line fits' }]);
  });

  it('keeps room for the random slice against officers', () => {
    const candidates = randomCandidates(6, 30);
    const manual = new Set(candidates.slice(0, 10).map(({ consignmentId }) => consignmentId));
    expect(() => rankTargets({ candidates, capacity: capacityOf(10), policy: defaultPolicy, seed: 1, manual })).toThrow(
      /random slice/,
    );
  });

  it('takes no candidates, and more capacity than candidates', () => {
    const none = rankTargets({ candidates: [], capacity: capacityOf(5), policy: defaultPolicy, seed: 1 });
    expect(none.ranked).toEqual([]);
    const all = rankTargets({
      candidates: randomCandidates(7, 3),
      capacity: capacityOf(50),
      policy: defaultPolicy,
      seed: 1,
    });
    expect(all.ranked.every((row) => row.isSelected && row.selectionProbability === 1)).toBe(true);
  });
});

describe('officerView', () => {
  it('tells nothing of why a consignment was selected', () => {
    const { ranked } = rankTargets({
      candidates: randomCandidates(8, 60),
      capacity: capacityOf(20),
      policy: defaultPolicy,
      seed: 1,
    });
    const views = ranked.filter(({ isSelected }) => isSelected).map((row, index) => officerView(row, index + 1));
    for (const view of views) {
      const text = JSON.stringify(view);
      expect(text).not.toMatch(/random|model|manual|rule|source|selectionProbability|cell/i);
    }
    expect(new Set(views.map((view) => Object.keys(view).join())).size).toBe(1);
    expect(new Set(views.map(({ lane }) => lane))).toEqual(new Set(['red']));
  });
});

describe('ranking of a stream', () => {
  const candidates = randomCandidates(10, 300);
  const capacity = capacityOf(30, ', forecastArrivals: 300');
  const start = Date.parse('2026-03-01T00:00:00Z');

  it('fills what is left, hour by hour, never more than the capacity and never twice', () => {
    const earlier = new Set<string>();
    let counts: number[] = [];
    for (let hour = 1; hour <= 6; hour++) {
      const { ranked, streams } = rankTargets({
        candidates,
        capacity,
        policy: defaultPolicy,
        seed: 1,
        stream: { atMs: start + hour * 3_600_000, earlier },
      });
      for (const row of ranked) {
        if (!row.isSelected) continue;
        expect(earlier.has(row.candidate.consignmentId)).toBe(false);
        expect(row.candidate.arrivedAtMs).toBeLessThanOrEqual(start + hour * 3_600_000);
        earlier.add(row.candidate.consignmentId);
      }
      expect(streams[0]!.expectedFinds).toBeLessThanOrEqual(streams[0]!.hindsightExpectedFinds + 1e-9);
      counts.push(earlier.size);
    }
    expect(earlier.size).toBeLessThanOrEqual(30);
    expect(earlier.size).toBeGreaterThanOrEqual(27);
    // Capacity is released with the arrivals, not spent on the first hour.
    expect(counts[0]).toBeLessThan(12);
    counts = [];
  });

  it('leaves out what has been released and what has not arrived', () => {
    const late = makeCandidate({ consignmentId: 'X/late', arrivedAtMs: start + 9 * 3_600_000 });
    const gone = makeCandidate({ consignmentId: 'X/gone', arrivedAtMs: start, releaseCutOffMs: start + 1000 });
    const { ineligible } = rankTargets({
      candidates: [late, gone],
      capacity,
      policy: defaultPolicy,
      seed: 1,
      stream: { atMs: start + 3_600_000, earlier: new Set() },
    });
    expect(new Map(ineligible.map(({ candidate, reason }) => [candidate.consignmentId, reason]))).toEqual(
      new Map([
        ['X/late', 'not yet arrived'],
        ['X/gone', 'past its release cut-off'],
      ]),
    );
  });

  it('draws the same rows at random however often it runs', () => {
    const drawnAt = (hours: number): string[] =>
      rankTargets({
        candidates,
        capacity,
        policy: defaultPolicy,
        seed: 3,
        stream: { atMs: start + hours * 3_600_000, earlier: new Set() },
      })
        .ranked.filter(({ source }) => source === 'random')
        .map(({ candidate }) => candidate.consignmentId);
    expect(drawnAt(6)).toEqual(expect.arrayContaining(drawnAt(2)));
  });
});

describe('rankTargets without scores', () => {
  const unscored = { margin: Number.NEGATIVE_INFINITY, probability: 0 } as const;
  const capacity = parseCapacity('c.yaml', 'capacity: [{ office: "10", channel: post, shift: "*", examinations: 10 }]');

  it('lets chance alone take what no model has scored, and leaves the rest of the capacity', () => {
    const candidates = randomCandidates(3, 200, unscored);
    let selected = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { ranked } = rankTargets({ candidates, capacity, policy: defaultPolicy, seed });
      const chosen = ranked.filter(({ isSelected }) => isSelected);
      selected += chosen.length;
      expect(chosen.every(({ source }) => source === 'random')).toBe(true);
    }
    const slice = defaultPolicy.randomShare * 10;
    expect(selected / 400).toBeGreaterThan(slice * 0.8);
    expect(selected / 400).toBeLessThan(slice * 1.2);
    const [first] = rankTargets({ candidates, capacity, policy: defaultPolicy, seed: 1 }).ranked;
    expect(first!.selectionProbability).toBeCloseTo(slice / 200, 12);
    expect(officerView(first!, 1).riskScore).toBeUndefined();
  });

  it('puts scored ones first, and states their probability as if those without a score stood behind them', () => {
    const candidates = [
      ...randomCandidates(3, 40),
      ...randomCandidates(4, 40, unscored).map((one, index) => ({ ...one, consignmentId: `U/${index}` })),
    ];
    const picks = new Map<string, number>();
    const rounds = 3000;
    for (let seed = 0; seed < rounds; seed++) {
      for (const { candidate, isSelected } of rankTargets({ candidates, capacity, policy: defaultPolicy, seed })
        .ranked) {
        if (isSelected) picks.set(candidate.consignmentId, (picks.get(candidate.consignmentId) ?? 0) + 1);
      }
    }
    const { ranked } = rankTargets({ candidates, capacity, policy: defaultPolicy, seed: 0 });
    for (const { candidate, selectionProbability } of ranked) {
      expect((picks.get(candidate.consignmentId) ?? 0) / rounds).toBeCloseTo(selectionProbability, 1);
    }
    expect(ranked.reduce((sum, one) => sum + one.selectionProbability, 0)).toBeCloseTo(10, 6);
  });

  it('takes what matches a look-out as far as the slice leaves room, the most urgent first', () => {
    const candidates = randomCandidates(3, 50, unscored);
    const lookOuts = candidates.map(({ consignmentId }) => consignmentId).reverse();
    const { ranked } = rankTargets({ candidates, capacity, policy: defaultPolicy, seed: 2, lookOuts });
    const taken = ranked.filter(({ source }) => source === 'look-out').map(({ candidate }) => candidate.consignmentId);
    const room = 10 - Math.ceil(defaultPolicy.randomShare * 10);
    expect(taken.length).toBeLessThanOrEqual(room);
    for (const id of taken) expect(lookOuts.indexOf(id)).toBeLessThan(room);
    expect(ranked.filter(({ isSelected }) => isSelected).length).toBeLessThanOrEqual(10);
    expect(taken.length).toBeGreaterThan(5);
  });
});
