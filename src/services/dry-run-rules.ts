/** Tries rules on history: what they would have selected, and what came of it. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { matchesOf } from '../ranking/rules/apply-rules.ts';
import { parseRules } from '../ranking/rules/parse-rules.ts';
import type { RuleFacts } from '../ranking/rules/rule-fields.ts';
import { ItemCollector } from './collect-items.ts';
import type { Ports } from './ports.ts';
import { type FileReport, type InputFile, loadRates, readRecords } from './read-records.ts';
import { RecordFacts } from './rule-facts.ts';
import { type RulePrecision, rulePrecision } from './rule-precision.ts';

/** What one rule would have done. */
interface RuleTrial extends RulePrecision {
  readonly id: string;
  readonly state: string;
  /** Consignments that it matches. */
  readonly matched: number;
  readonly examples: readonly string[];
}

/** What all rules would have done. */
export interface DryRunReport {
  readonly files: readonly FileReport[];
  readonly consignments: number;
  readonly examined: number;
  readonly found: number;
  readonly rules: readonly RuleTrial[];
  readonly suppressions: readonly { readonly id: string; readonly matched: number }[];
}

const shownExamples = 3;

/**
 * Reads declarations with their results and matches every rule, whatever its state and dates. A consignment counts as examined where one of its items has a result that teaches; a first sighting is one within the files.
 * @throws `settings-invalid`, `file-unreadable`, `too-many-bad-rows`.
 */
export async function dryRunRules(
  ports: Pick<Ports, 'files' | 'folders'>,
  input: { readonly rulesPath: string; readonly files: readonly InputFile[] },
): Promise<DryRunReport> {
  const set = parseRules(input.rulesPath, await ports.files.readText(input.rulesPath));
  const reports: FileReport[] = [];
  const records: GoodsItemRecord[] = [];
  let isReading = true;
  const collector = new ItemCollector(
    (record) => {
      // Results without a consignment become rows of their own later; rules see declarations.
      return isReading ? records.push(record) - 1 : 0;
    },
    'confirmed',
    true,
  );
  for await (const batch of readRecords(ports, input.files, { rates: await loadRates(ports), reports }))
    collector.add(batch);
  isReading = false;
  const { results } = collector.finish();
  const rows = records.map((record, row) => ({ record, result: results[row] }));
  rows.sort((a, b) => a.record.consignment.occurredAt.epochMs - b.record.consignment.occurredAt.epochMs);
  const facts = new RecordFacts();
  const items = new Map<string, RuleFacts[]>();
  const outcomes = new Map<string, boolean>();
  for (const { record, result } of rows) {
    const { id } = record.consignment;
    const known = items.get(id);
    if (known === undefined) items.set(id, [facts.of(record)]);
    else known.push(facts.of(record));
    if (result !== undefined) outcomes.set(id, result.isPositive || outcomes.get(id) === true);
  }
  const rules = set.rules.map((rule): RuleTrial => {
    const matched = matchesOf(rule, items);
    const examined = matched.filter((id) => outcomes.has(id));
    const found = examined.filter((id) => outcomes.get(id) === true).length;
    return {
      id: rule.id,
      state: rule.state,
      matched: matched.length,
      ...rulePrecision({ examined: examined.length, found }, rule.precisionFloor),
      examples: matched.slice(0, shownExamples),
    };
  });
  return {
    files: reports,
    consignments: items.size,
    examined: outcomes.size,
    found: [...outcomes.values()].filter(Boolean).length,
    rules,
    suppressions: set.suppressions.map((suppression) => ({
      id: suppression.id,
      matched: matchesOf(suppression, items).length,
    })),
  };
}
