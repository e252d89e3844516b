import { describe, expect, it } from 'vitest';
import { linkingKeys } from '../../../src/domain/consignment-id.ts';
import type { SourceRecord } from '../../../src/domain/record.ts';
import type { MeasureFact } from '../../../src/synthetic/simulated-fact.ts';
import type { FormatWriter } from '../../../src/synthetic/writers/format-writer.ts';
import { createAureliaWriter } from '../../../src/synthetic/writers/write-aurelia.ts';
import { createBorealisWriter } from '../../../src/synthetic/writers/write-borealis.ts';
import { createRng } from '../../../src/util/rng.ts';
import { readRendered } from '../../factories/read-rendered.ts';
import { smallWorldFacts } from '../../factories/small-world.ts';

const facts = smallWorldFacts(3);
const agencies = [
  { name: 'aurelia', end: 'csv', create: (slips: number): FormatWriter => createAureliaWriter(slips, createRng(1)) },
  {
    name: 'borealis',
    end: 'ndjson',
    create: (slips: number): FormatWriter => createBorealisWriter(slips, createRng(1)),
  },
] as const;

describe.each(agencies)('the files of $name', ({ name, end, create }) => {
  const tables = [
    { table: `${name}-declarations.${end}`, profile: name },
    { table: `${name}-examinations.${end}`, profile: `${name}-examinations` },
    { table: `${name}-measures.${end}`, profile: `${name}-measures` },
  ];

  it.each(tables)('map clean without slips: $table', async (as) => {
    const { lines, records, rejects, ignoredColumns } = await readRendered(create(0), facts, as);
    expect(lines.length).toBeGreaterThan(2);
    expect(rejects).toEqual([]);
    expect(records).toHaveLength(lines.length);
    expect(ignoredColumns).toEqual([]);
  });

  it.each(tables)('have exactly the planted rows rejected: $table', async (as) => {
    const { lines, records, rejects } = await readRendered(create(0.3), facts, as);
    const first = end === 'csv' ? 2 : 1;
    const planted = lines.flatMap((line, index) => (line.isSpoiled ? [index + first] : []));
    expect(planted.length).toBeGreaterThan(0);
    expect(rejects.map((reject) => reject.row).sort((a, b) => a - b)).toEqual(planted);
    expect(records.length + rejects.length).toBe(lines.length);
  });

  it('keep mass, value, countries and times', async () => {
    const { records } = await readRendered(create(0), facts, tables[0]!);
    const declared = facts.flatMap((fact) =>
      fact.kind === 'declaration' && fact.consignment.agency === name
        ? fact.consignment.items.map((item) => ({ consignment: fact.consignment, item }))
        : [],
    );
    expect(records).toHaveLength(declared.length);
    records.forEach((record, index) => {
      const { consignment, item } = declared[index]!;
      if (record.kind !== 'declaration') throw new Error('a declaration was expected');
      expect(record.item.netMassKg).toBeCloseTo(item.netMassKg, 2);
      expect(record.item.hsCode?.slice(0, 6)).toBe(item.goods.hs6);
      expect(record.item.originCountry).toBe(item.originCountry);
      expect(record.item.unitCode).toBe(item.goods.unitCode);
      expect(record.consignment.mode).toBe(consignment.mode);
      expect(record.consignment.channel).toBe(consignment.channel);
      expect(record.consignment.departureCountry).toBe(consignment.departureCountry);
      expect(record.consignment.transitCountries).toEqual(consignment.transitCountries);
      expect(Math.abs(record.consignment.occurredAt.epochMs - consignment.declaredAtMs)).toBeLessThan(86_400_000);
      if (item.valueUsd === undefined) expect(record.item.valueUsd).toBeUndefined();
      // A cent is much of a very small value.
      else expect(Math.abs(record.item.valueUsd! - item.valueUsd)).toBeLessThan(0.02 + 0.1 * item.valueUsd);
    });
  });

  it('let every result and every well-linked measure find its consignment, and no unlinked measure', async () => {
    const declared = await readRendered(create(0), facts, tables[0]!);
    const known = new Set(declared.records.flatMap((record) => keysOf(record)));
    const results = await readRendered(create(0), facts, tables[1]!);
    expect(results.records.every((record) => keysOf(record).some((key) => known.has(key)))).toBe(true);
    const measures = await readRendered(create(0), facts, tables[2]!);
    const told = facts.filter(
      (fact): fact is MeasureFact => fact.kind === 'measure' && fact.consignment.agency === name,
    );
    expect(measures.records.map((record) => keysOf(record).some((key) => known.has(key)))).toEqual(
      told.map((fact) => fact.link === 'good'),
    );
  });
});

function keysOf(record: SourceRecord): string[] {
  if (record.kind === 'declaration') return linkingKeys(record.consignment.agency, record.consignment.references);
  if (record.kind === 'examination' || record.kind === 'measure') return linkingKeys(record.agency, record.references);
  return [];
}
