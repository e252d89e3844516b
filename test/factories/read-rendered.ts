/** Reads what a synthetic writer rendered, by the profile that ships with the program. */
import { readFileSync } from 'node:fs';
import { parseRateTable } from '../../src/domain/exchange-rate.ts';
import type { SourceRecord } from '../../src/domain/record.ts';
import { parseProfile } from '../../src/formats/profile.ts';
import type { Reject } from '../../src/formats/raw-row.ts';
import { readProfileRows } from '../../src/formats/read-profile-rows.ts';
import type { SimulatedFact } from '../../src/synthetic/simulated-fact.ts';
import type { FormatWriter, WrittenLine } from '../../src/synthetic/writers/format-writer.ts';

const rates = parseRateTable(readFileSync('data/code-lists/exchange-rates.csv', 'utf8'));

/** A table's lines, and what reading them gave. */
export interface RenderedTable {
  readonly lines: readonly WrittenLine[];
  readonly records: readonly SourceRecord[];
  readonly rejects: readonly Reject[];
  readonly ignoredColumns: readonly string[];
}

/** Renders the facts into one table of a writer and reads it back by a profile. */
export async function readRendered(
  writer: FormatWriter,
  facts: readonly SimulatedFact[],
  as: { readonly table: string; readonly profile: string; readonly label?: string },
): Promise<RenderedTable> {
  const table = writer.tables.find((one) => one.name === as.table)!;
  const lines = facts.flatMap((fact) => writer.lines(fact)).filter((line) => line.table.name === as.table);
  const own = lines.map((line) => line.text);
  const texts = [table.header, ...own, table.footer].filter((text) => text !== undefined);
  const bytes = table.pack?.(own) ?? Buffer.from(`${texts.join('\n')}\n`, table.encoding);
  const profile = parseProfile(as.profile, readFileSync(`data/profiles/${as.profile}.yaml`, 'utf8'));
  const source = {
    name: as.table,
    async *open() {
      yield bytes;
    },
  };
  const rows = await readProfileRows(source, profile, { rates, label: as.label });
  const records: SourceRecord[] = [];
  const rejects: Reject[] = [];
  for await (const batch of rows.batches) {
    records.push(...batch.records);
    rejects.push(...batch.rejects);
  }
  return { lines, records, rejects, ignoredColumns: rows.ignoredColumns };
}
