/** Records of a small simulated world of two agencies: declarations, examinations, measures and some rights. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isGoodsItemRecord, type SourceRecord } from '../../src/domain/record.ts';
import { loadRates, readRecords, resolveInput } from '../../src/services/read-records.ts';
import { simulate } from '../../src/services/simulate.ts';
import { makeRight } from './rights-record.ts';
import { testPorts } from './test-ports.ts';
import { writeWorld } from './write-world.ts';

/** Kinds of files and the profiles that read them. */
const profiles = ['', '-examinations', '-measures'].flatMap((kind) => [`aurelia${kind}`, `borealis${kind}`]);

/** Returns rights records first, then the records of all files as they come. */
export async function sampleRecords(rows: number): Promise<SourceRecord[]> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-records-'));
  try {
    const ports = testPorts(folder);
    const { files } = await simulate(ports, { scenario: 'sample', rows, seed: 3, outDir: folder });
    const rates = await loadRates(ports);
    const records: SourceRecord[] = [];
    for (const { path, rows: lines } of files) {
      const name = path.split('/').at(-1)!.replace(/\..*$/, '').replace('-declarations', '');
      if (lines === 0 || !profiles.includes(name)) continue;
      const input = await resolveInput(ports, path, name);
      for await (const some of readRecords(ports, [input], { rates, reports: [] }))
        records.push(...some.map(withOwnId));
    }
    const brands = records.flatMap((record) =>
      isGoodsItemRecord(record) && record.item.brand !== undefined ? [record.item.brand] : [],
    );
    const rights = [...new Set(brands)].slice(0, 5).map((brand) => makeRight({ id: `RIGHT-${brand}`, brand }));
    return [...rights, ...records];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the records of simulated declarations in the columns of `kcs`, with results in the same rows. */
export async function kcsRecords(rows: number): Promise<SourceRecord[]> {
  const { ports, folder, train, test } = await writeWorld('test/fixtures/quick-world.yaml', rows);
  try {
    const inputs = [await resolveInput(ports, train, 'kcs'), await resolveInput(ports, test, 'kcs')];
    const records: SourceRecord[] = [];
    const label = inputs[0]!.profile.defaultLabel;
    const rates = await loadRates(ports);
    for await (const some of readRecords(ports, inputs, { rates, label, reports: [] })) records.push(...some);
    return records;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Some simulated examinations of different consignments have the same number, which a store takes for versions of one. */
function withOwnId(record: SourceRecord): SourceRecord {
  if (record.kind !== 'examination' && record.kind !== 'measure') return record;
  return { ...record, id: `${record.id} ${Object.values(record.references).join(' ')}` };
}
