/** Says how a store, its work and its scores stand: the one source of `status`, `/ready` and `/metrics`. */
import type { Ports } from './ports.ts';
import type { QueueCounts, QueueName, QueuePort } from './queue-ports.ts';
import type { ModelRole, ScoreBooks } from './score-ports.ts';
import type { Store } from './store-ports.ts';
import type { WorkCounts } from './work-ports.ts';

/** Something that keeps scores from being made, or that a person should look at. */
interface StatusProblem {
  /** Stable code. */
  readonly code: 'no-model' | 'history-stale' | 'work-dead' | 'work-late' | 'queue-unavailable' | 'scores-lost';
  /** Whether targets go unscored because of it: look-outs, rules and the random slice go on alone. */
  readonly isOutage: boolean;
  readonly text: string;
  /** What to do about it. */
  readonly help: string;
}

/** How things stand. */
export interface StatusReport {
  readonly store: 'postgresql' | 'pglite';
  readonly batches: { readonly loading: number; readonly loaded: number; readonly refused: number };
  readonly history: { readonly state: string; readonly due: number; readonly counted: number };
  readonly scores: readonly ScoreBooks[];
  readonly champions: readonly Pick<ModelRole, 'name' | 'version' | 'stage' | 'promotedAtMs' | 'needsRetraining'>[];
  readonly work: readonly WorkCounts[];
  /** Undefined where no transport was asked. */
  readonly queues: ReadonlyMap<QueueName, QueueCounts> | undefined;
  readonly problems: readonly StatusProblem[];
}

/** What selects while nothing is scored. */
export const selectionsInOutage = ['random-slice', 'look-outs', 'rules'] as const;

/** Due work that is older than this is late. */
const lateAfterMs = 5 * 60_000;

/** Returns the report; a transport that does not answer is a problem of it, not a failure. */
export async function reportStatus(
  ports: Pick<Ports, 'clock'>,
  store: Store,
  queues: Pick<QueuePort, 'counts'> | undefined,
): Promise<StatusReport> {
  const [batches, history, scores, roles, work] = [
    await store.facts.countBatches(),
    await store.history.state(),
    await store.scores.books(),
    await store.models.list(),
    await store.work.counts(),
  ];
  const champions = roles.filter(({ role }) => role === 'champion');
  const problems: StatusProblem[] = [];
  const counts = await queues?.counts().catch((error: unknown) => {
    problems.push({
      code: 'queue-unavailable',
      isOutage: false,
      text: `the queues do not answer: ${error instanceof Error ? error.message : String(error)}`,
      help: 'check that Redis (or PostgreSQL) runs and can be reached; due work waits in the database and goes on by itself',
    });
    return undefined;
  });
  problems.push(...problemsOf({ history, scores, work, champions, nowMs: ports.clock.nowMs() }));
  return {
    store: store.kind,
    batches,
    history: { state: history.state, due: history.dueCount, counted: history.countedFacts },
    scores,
    champions,
    work,
    queues: counts,
    problems,
  };
}

function problemsOf(found: {
  readonly history: { readonly state: string };
  readonly scores: readonly ScoreBooks[];
  readonly work: readonly WorkCounts[];
  readonly champions: readonly ModelRole[];
  readonly nowMs: number;
}): StatusProblem[] {
  const problems: StatusProblem[] = [];
  for (const { stage, hasChampion, consignments, scored, lost } of found.scores) {
    if (!hasChampion && consignments > 0) {
      problems.push({
        code: 'no-model',
        isOutage: true,
        text: `${consignments - scored} of ${consignments} consignments at ${stage} are not scored: no model is promoted for this stage`,
        help: 'train one and promote it: touchstone models promote NAME@VERSION --store …; what is due is scored then',
      });
    }
    if (lost > 0) {
      problems.push({
        code: 'scores-lost',
        isOutage: true,
        text: `${lost} consignments at ${stage} have no score and are not due`,
        help: 'this is a defect; touchstone score --store … --all makes all scores again',
      });
    }
  }
  if (found.history.state !== 'current') {
    problems.push({
      code: 'history-stale',
      isOutage: true,
      text: `the history is ${found.history.state} and cannot be read`,
      help: 'the next update counts it again; or touchstone history rebuild --store …',
    });
  }
  for (const { queue, dead, oldestDueMs } of found.work) {
    if (dead > 0) {
      problems.push({
        code: 'work-dead',
        isOutage: false,
        text: `${dead} pieces of work of ${queue} failed for good`,
        help: 'touchstone work list --state dead shows why; touchstone work retry ID tries again',
      });
    }
    if (oldestDueMs !== undefined && found.nowMs - oldestDueMs > lateAfterMs) {
      problems.push({
        code: 'work-late',
        isOutage: queue === 'score-consignments' || queue === 'update-history',
        text: `the oldest work of ${queue} has been due for ${Math.round((found.nowMs - oldestDueMs) / 1000)} s`,
        help: `start a worker: touchstone worker ${queue}`,
      });
    }
  }
  return problems;
}
