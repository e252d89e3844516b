import { describe, expect, it } from 'vitest';
import { dayMs } from '../../src/domain/moment.ts';
import { generateWorld } from '../../src/synthetic/generate-world.ts';
import type {
  DeclarationFact,
  ExaminationFact,
  MeasureFact,
  SimulatedFact,
} from '../../src/synthetic/simulated-fact.ts';
import { defaultWorld } from '../../src/synthetic/world-parameters.ts';
import { smallWorld, smallWorldFacts } from '../factories/small-world.ts';

const declarationsOf = (facts: readonly SimulatedFact[]): DeclarationFact[] =>
  facts.filter((fact) => fact.kind === 'declaration');
const examinationsOf = (facts: readonly SimulatedFact[]): ExaminationFact[] =>
  facts.filter((fact) => fact.kind === 'examination');
const itemsOf = (facts: readonly SimulatedFact[]) => declarationsOf(facts).flatMap((fact) => fact.consignment.items);

const large = [...generateWorld({ ...defaultWorld, phases: [{ days: 365, rows: 40_000 }] }, 11)];

describe('generateWorld', () => {
  it('gives the same facts for the same seed, and others for another', () => {
    const first = JSON.stringify(smallWorldFacts(5, { phases: [{ days: 60, rows: 1500 }] }));
    expect(JSON.stringify(smallWorldFacts(5, { phases: [{ days: 60, rows: 1500 }] }))).toBe(first);
    expect(JSON.stringify(smallWorldFacts(6, { phases: [{ days: 60, rows: 1500 }] }))).not.toBe(first);
  });

  it('declares exactly the rows of each phase within its days', () => {
    const facts = smallWorldFacts(1, {
      phases: [
        { days: 50, rows: 1000 },
        { days: 7, rows: 333 },
      ],
    });
    const cut = Date.parse(`${smallWorld.startDay}T00:00:00Z`) + 50 * dayMs;
    const rowsUntil = (from: number, to: number): number =>
      declarationsOf(facts)
        .filter((fact) => fact.knownAtMs >= from && fact.knownAtMs < to)
        .reduce((sum, fact) => sum + fact.consignment.items.length, 0);
    expect(rowsUntil(0, cut)).toBe(1000);
    expect(rowsUntil(cut, cut + 7 * dayMs)).toBe(333);
    expect(facts.every((fact) => fact.knownAtMs < cut + 7 * dayMs)).toBe(true);
  });

  it('tells facts in the order in which they become known, manifests with their declarations', () => {
    const others = large.filter((fact) => fact.kind !== 'manifest');
    for (let index = 1; index < others.length; index++) {
      expect(others[index]!.knownAtMs).toBeGreaterThanOrEqual(others[index - 1]!.knownAtMs);
    }
    for (const fact of large) {
      if (fact.kind !== 'manifest') continue;
      const lead = fact.consignment.declaredAtMs - fact.knownAtMs;
      expect(lead).toBeGreaterThanOrEqual(0);
      expect(lead).toBeLessThan(2 * dayMs);
    }
  });

  it('tells days of very many rows in slices, with all their rows', () => {
    const facts = [...generateWorld({ ...smallWorld, phases: [{ days: 2, rows: 9001 }] }, 3)];
    expect(itemsOf(facts)).toHaveLength(9001);
    expect(examinationsOf(facts).length).toBeGreaterThan(100);
  });

  it('runs an empty day and a world without groups', () => {
    const facts = smallWorldFacts(2, { phases: [{ days: 30, rows: 10 }], groups: 0 });
    expect(itemsOf(facts)).toHaveLength(10);
    expect(itemsOf(facts).every((item) => item.truth.groupNumber === undefined)).toBe(true);
  });

  it('infringes at about the base rate, and in proportion to it', () => {
    const shareOf = (facts: readonly SimulatedFact[]): number => {
      const items = itemsOf(facts);
      return items.filter((item) => item.truth.isInfringing).length / items.length;
    };
    expect(shareOf(large)).toBeGreaterThan(0.015);
    expect(shareOf(large)).toBeLessThan(0.027);
    const honest = [...generateWorld({ ...defaultWorld, baseRate: 0, phases: [{ days: 90, rows: 5000 }] }, 11)];
    expect(shareOf(honest)).toBe(0);
    const doubled = [...generateWorld({ ...defaultWorld, baseRate: 0.04, phases: [{ days: 365, rows: 40_000 }] }, 11)];
    expect(shareOf(doubled) / shareOf(large)).toBeGreaterThan(1.5);
  });

  it('draws infringement with the odds that it gives', () => {
    const items = itemsOf(large);
    const expected = items.reduce((sum, item) => sum + item.truth.probability, 0);
    const drawn = items.filter((item) => item.truth.isInfringing).length;
    expect(Math.abs(drawn - expected) / expected).toBeLessThan(0.15);
  });

  it('hides a group behind fronts that change while its sellers last', () => {
    const fronts = new Map<number, Set<number>>();
    const sellers = new Map<number, Set<number>>();
    for (const { consignment } of declarationsOf(large)) {
      const group = consignment.items[0]!.truth.groupNumber;
      if (group === undefined || consignment.importer.partyKind === 'natural') continue;
      fronts.set(group, (fronts.get(group) ?? new Set()).add(consignment.importer.number));
      sellers.set(group, (sellers.get(group) ?? new Set()).add(consignment.seller.number));
    }
    const mean = (sets: Map<number, Set<number>>): number =>
      [...sets.values()].reduce((sum, set) => sum + set.size, 0) / sets.size;
    expect(mean(fronts)).toBeGreaterThan(3);
    expect(mean(sellers)).toBeLessThan(mean(fronts));
  });

  it('brings new businesses all the time, and private people who mostly come once', () => {
    const half = large.length / 2;
    const early = new Set(declarationsOf(large.slice(0, half)).map((fact) => fact.consignment.importer.number));
    const late = declarationsOf(large.slice(half)).map((fact) => fact.consignment.importer);
    const lateFirms = new Set(late.filter((party) => party.partyKind === 'business').map((party) => party.number));
    const newFirms = [...lateFirms].filter((number) => !early.has(number)).length;
    expect(newFirms / lateFirms.size).toBeGreaterThan(0.1);
    const people = late.filter((party) => party.partyKind === 'natural').map((party) => party.number);
    expect(new Set(people).size / people.length).toBeGreaterThan(0.85);
  });

  it('examines about the share that capacity allows, never before presentation, and tells it later', () => {
    const results = examinationsOf(large);
    const examined = new Set(results.map((fact) => fact.consignment.number)).size;
    expect(examined / declarationsOf(large).length).toBeGreaterThan(0.28);
    expect(examined / declarationsOf(large).length).toBeLessThan(0.36);
    for (const fact of results) {
      expect(fact.examinedAtMs).toBeGreaterThanOrEqual(fact.consignment.presentedMs);
      expect(fact.examinedAtMs).toBeLessThanOrEqual(fact.consignment.releaseCutOffMs);
      expect(fact.knownAtMs).toBeGreaterThanOrEqual(fact.examinedAtMs);
    }
  });

  it('lets every label live: nothing found, detained, and every end, with few detained goods genuine', () => {
    const results = examinationsOf(large);
    const count = (outcome: string): number => results.filter((fact) => fact.outcome === outcome).length;
    for (const outcome of ['nothing-found', 'detained', 'confirmed', 'silent', 'no-right', 'other-infringement']) {
      expect(count(outcome), outcome).toBeGreaterThan(0);
    }
    // 2.9% of detained articles were genuine in the EU in 2013.
    expect((count('genuine') + count('authorised')) / count('detained')).toBeLessThan(0.1);
    const detained = new Map(results.filter((fact) => fact.outcome === 'detained').map((fact) => [fact.number, fact]));
    for (const fact of results.filter((one) => one.outcome === 'confirmed')) {
      expect(detained.get(fact.number)?.knownAtMs ?? Number.POSITIVE_INFINITY).toBeLessThan(fact.knownAtMs);
    }
  });

  it('takes measures on confirmed finds only, some of them unlinked', () => {
    const measures: MeasureFact[] = large.filter((fact) => fact.kind === 'measure');
    expect(measures.length).toBeGreaterThan(50);
    expect(measures.every((fact) => fact.item.truth.isInfringing)).toBe(true);
    const unlinked = measures.filter((fact) => fact.link !== 'good').length;
    expect(unlinked / measures.length).toBeGreaterThan(0.05);
    expect(unlinked / measures.length).toBeLessThan(0.35);
  });
});
