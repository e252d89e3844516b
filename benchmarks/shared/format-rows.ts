/** Renders figures for people. */
import type { BenchRow } from './bench-row.ts';
import { formatTable } from './format-table.ts';
import { isGoalMet } from './is-goal-met.ts';

const head = ['figure', 'value', 'unit', 'rival', 'rival value', 'ratio', 'goal', 'reached'];
/** Columns of numbers stand to the right. */
const isNumeric = [false, true, false, false, true, true, false, false];

/** Returns the rows as a Markdown table that is aligned for a terminal too. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.name,
    formatNumber(row.value),
    row.unit,
    row.rival ?? '',
    row.rivalValue === undefined ? '' : formatNumber(row.rivalValue),
    row.ratio === undefined ? '' : formatNumber(row.ratio),
    row.goalWas === undefined ? (row.goal ?? '') : `${row.goal ?? 'none'} (was ${row.goalWas})`,
    verdictOf(row),
  ]);
  return formatTable(head, cells, isNumeric);
}

function verdictOf(row: BenchRow): string {
  const isMet = isGoalMet(row);
  if (isMet === undefined) return '';
  return isMet ? 'yes' : 'NO';
}

/** Whole numbers as they are, large ones without decimals, small ones with four. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return value.toFixed(0);
  if (Math.abs(value) >= 100) return value.toFixed(1);
  return value.toFixed(Math.abs(value) >= 10 ? 2 : 4);
}
