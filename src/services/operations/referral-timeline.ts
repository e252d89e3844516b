/** The timeline of a referral: what happened with the goods of a case and with what is linked to it. */
import type { Examination } from '../../domain/examination.ts';
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { Moment } from '../../domain/moment.ts';
import type { CaseEvent } from '../case-ports.ts';

/** Something that happened. */
export interface TimelineEvent {
  readonly atMs: number;
  /** Consignment or measure that it is about. */
  readonly about: string;
  readonly text: string;
}

interface TimelineInput {
  readonly records: readonly GoodsItemRecord[];
  readonly examinations: readonly Examination[];
  readonly events: readonly CaseEvent[];
  readonly consignments: readonly {
    readonly reference: string;
    readonly occurredAtMs: number;
    readonly stage: string;
  }[];
  readonly measures: readonly {
    readonly id: string;
    readonly occurredAtMs: number;
    readonly measureKind: string;
    readonly outcome: string;
  }[];
}

/** Returns the timeline, the oldest first. */
export function timelineOf({ records, examinations, events, consignments, measures }: TimelineInput): TimelineEvent[] {
  const timeline: TimelineEvent[] = [];
  const [first] = records;
  const add = (moment: Moment | undefined, about: string, text: string): void => {
    if (moment !== undefined) timeline.push({ atMs: moment.epochMs, about, text });
  };
  if (first !== undefined) {
    const { id, occurredAt, times } = first.consignment;
    add(occurredAt, id, `declared (${first.consignment.stage})`);
    add(times.arrived, id, 'arrived');
    add(times.presented, id, 'presented');
    add(times.releaseCutOff, id, 'release cut-off');
    for (const { examinedAt, knownAt, control, outcome } of examinations)
      add(examinedAt ?? knownAt, id, `examined (${control}): ${outcome}`);
    for (const { atMs, text } of events) timeline.push({ atMs, about: id, text });
  }
  for (const { reference, occurredAtMs, stage } of consignments)
    timeline.push({ atMs: occurredAtMs, about: reference, text: `declared (${stage})` });
  for (const { id, occurredAtMs, measureKind, outcome } of measures)
    timeline.push({ atMs: occurredAtMs, about: id, text: `${measureKind}: ${outcome}` });
  return timeline.sort((a, b) => a.atMs - b.atMs);
}
