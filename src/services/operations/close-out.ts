/** What an operation came to: what its list expected, and what was found. */
import type { SituationCounts } from '../../domain/situation-report.ts';
import { reportingStates } from '../../domain/situation-report.ts';
import type { CloseOut, ListResult } from '../close-out-ports.ts';
import type { StoredList, StoredOperation, TargetExecution } from '../operation-ports.ts';
import type { OperationsView } from './operation-author.ts';

/** Returns the close-out as it stands, with the list of the view's agency that was sent last. */
export async function closeOutOf(view: OperationsView, operation: StoredOperation, nowMs: number): Promise<CloseOut> {
  const list = (await view.listVersions.list(operation.id)).find(
    ({ sent, recalled }) => sent !== undefined && recalled === undefined,
  );
  const reports = await view.operationLog.reports(operation.id);
  const participants = await view.operations.participants(operation.id);
  return {
    madeAtMs: nowMs,
    list: list && listResult(list, await executionOf(view, list)),
    reported: sumOf(reports.filter(({ isFinal }) => isFinal).map(({ counts }) => counts)),
    reporting: reportingStates(participants, reports, { reportsDueMs: operation.reportsDueMs, nowMs }),
  };
}

async function executionOf(view: OperationsView, { id }: StoredList): Promise<readonly TargetExecution[]> {
  const targets = await view.listVersions.targets(id);
  return view.listVersions.execution(targets.map(({ reference }) => reference));
}

/** What is not recorded was not done; targets that were erased since count as not recorded. */
function listResult({ version, targetCount, figures }: StoredList, executions: readonly TargetExecution[]): ListResult {
  const count = (is: (one: TargetExecution) => boolean): number => executions.filter(is).length;
  const examined = count((one) => one.examined !== undefined);
  const notExamined: { [execution: string]: number } = {};
  for (const one of executions) {
    if (one.examined !== undefined) continue;
    const said = one.execution ?? nothingRecorded;
    notExamined[said] = (notExamined[said] ?? 0) + 1;
  }
  const unknown = targetCount - executions.length;
  if (unknown > 0) notExamined[nothingRecorded] = (notExamined[nothingRecorded] ?? 0) + unknown;
  const found = count(({ isFound }) => isFound);
  const [low, high] = figures.findsInterval;
  const verdict = found < low ? 'below' : found > high ? 'above' : 'within';
  return {
    version,
    selected: targetCount,
    held: count(({ isHeld }) => isHeld),
    examined,
    checked: count(({ isChecked }) => isChecked),
    found,
    confirmed: count(({ isConfirmed }) => isConfirmed),
    notExamined,
    expectedFinds: figures.expectedFinds,
    findsInterval: [low, high],
    // More than was expected of all is more, whoever was not examined yet.
    verdict: examined === targetCount || verdict === 'above' ? verdict : undefined,
  };
}

const nothingRecorded = 'nothing recorded';

function sumOf(all: readonly SituationCounts[]): SituationCounts {
  const sum = (of: (counts: SituationCounts) => number): number => all.reduce((total, one) => total + of(one), 0);
  return {
    targetsHeld: sum(({ targetsHeld }) => targetsHeld),
    examined: sum(({ examined }) => examined),
    found: sum(({ found }) => found),
    articles: sum(({ articles }) => articles),
    arrests: sum(({ arrests }) => arrests),
  };
}
