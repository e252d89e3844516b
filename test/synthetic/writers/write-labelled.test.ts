import { describe, expect, it } from 'vitest';
import { createDate2020Writer } from '../../../src/synthetic/writers/write-date-2020.ts';
import { createKcsWriter } from '../../../src/synthetic/writers/write-kcs.ts';
import { readRendered } from '../../factories/read-rendered.ts';
import { smallWorldFacts } from '../../factories/small-world.ts';

const facts = smallWorldFacts(4);
const items = facts.flatMap((fact) => (fact.kind === 'declaration' ? fact.consignment.items : []));

describe('writers of labelled formats', () => {
  it.each([
    { table: 'kcs.csv', profile: 'kcs', label: 'fraud', writer: createKcsWriter() },
    { table: 'date-2020.csv', profile: 'date-2020', label: 'illicit', writer: createDate2020Writer() },
  ])('give the truth of every row as the label: $table', async ({ writer, ...as }) => {
    const { records, rejects } = await readRendered(writer, facts, as);
    expect(rejects).toEqual([]);
    const outcomes = records.map((record) => (record.kind === 'declaration' ? record.result?.outcome : undefined));
    expect(outcomes).toEqual(items.map((item) => (item.truth.isInfringing ? 'confirmed' : 'nothing-found')));
  });

  it('mark dangerous fakes as critical', async () => {
    const as = { table: 'kcs.csv', profile: 'kcs', label: 'critical' };
    const { records } = await readRendered(createKcsWriter(), facts, as);
    const critical = records.filter(
      (record) => record.kind === 'declaration' && record.result?.outcome === 'confirmed',
    );
    expect(critical).toHaveLength(
      items.filter((item) => item.truth.isInfringing && item.truth.goods.isDangerous).length,
    );
  });

  it('give one party one identifier, and two parties two', async () => {
    const { records } = await readRendered(createKcsWriter(), facts, { table: 'kcs.csv', profile: 'kcs' });
    const ids = new Set(
      records.map((record) => (record.kind === 'declaration' ? record.consignment.parties.importer?.id : '')),
    );
    const parties = facts.flatMap((fact) => (fact.kind === 'declaration' ? [fact.consignment.importer.number] : []));
    expect(ids.size).toBe(new Set(parties).size);
  });
});
