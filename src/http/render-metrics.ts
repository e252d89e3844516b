/** Figures of a store and its queues in the text format of Prometheus. */
import { Gauge, Registry } from 'prom-client';
import type { StatusReport } from '../services/report-status.ts';
import type { ScoreBand } from '../services/score-ports.ts';

/** Returns the text of `/metrics`; names carry their units. */
export async function renderMetrics(report: StatusReport, bands: readonly ScoreBand[], nowMs: number): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `touchstone_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  const work = gauge('work_pieces', 'Rows of due work by queue and state', ['queue', 'state']);
  const oldest = gauge('work_oldest_due_seconds', 'Age of the oldest due work of a queue', ['queue']);
  for (const { queue, due, dead, oldestDueMs } of report.work) {
    work.set({ queue, state: 'due' }, due);
    work.set({ queue, state: 'dead' }, dead);
    oldest.set({ queue }, oldestDueMs === undefined ? 0 : (nowMs - oldestDueMs) / 1000);
  }
  const depth = gauge('queue_jobs', 'Jobs that the transport holds, by queue and state', ['queue', 'state']);
  for (const [queue, counts] of report.queues ?? []) {
    for (const [state, count] of Object.entries(counts)) depth.set({ queue, state }, count as number);
  }
  const batches = gauge('batches', 'Batches by state', ['state']);
  for (const [state, count] of Object.entries(report.batches)) batches.set({ state }, count);
  gauge('history_due', 'Changes that the history has not taken in').set(report.history.due);
  gauge('history_facts', 'Facts that the history has counted').set(report.history.counted);
  const consignments = gauge('consignments', 'Current consignments by stage and state of their score', [
    'stage',
    'state',
  ]);
  for (const { stage, consignments: all, scored, due, lost } of report.scores) {
    consignments.set({ stage, state: 'all' }, all);
    consignments.set({ stage, state: 'scored' }, scored);
    consignments.set({ stage, state: 'due' }, due);
    consignments.set({ stage, state: 'lost' }, lost);
  }
  const scores = gauge('scores', 'Current scores of consignments by band of probability, from its lower edge', [
    'from',
  ]);
  for (const { from, count } of bands) scores.set({ from: String(from) }, count);
  gauge('outage', '1 while something keeps targets from being scored').set(
    report.problems.some(({ isOutage }) => isOutage) ? 1 : 0,
  );
  return registry.metrics();
}
