/** What workers did, as the rows of work tell. */
import type { Work } from '../../src/services/work-ports.ts';

/** Seconds of all workers together, by what they were spent on. */
export interface WorkSeconds {
  /** Reading and checking files. */
  readonly reading: number;
  /** Database: storing facts, counting the history, reading it as of ticks, and reading items and writing scores. */
  readonly storing: number;
  readonly counting: number;
  readonly history: number;
  readonly scores: number;
  readonly features: number;
  readonly model: number;
  readonly ranking: number;
  /** Between handing over and the beginning of the work. */
  readonly waiting: number;
}

type Seconds = { readonly [part: string]: number | undefined } | undefined;

/** Adds up the seconds of work that is done. */
export function workSeconds(work: readonly Work[]): WorkSeconds {
  const sum = { reading: 0, storing: 0, counting: 0, history: 0, scores: 0, features: 0, model: 0, ranking: 0 };
  let waiting = 0;
  for (const { queue, outcome, createdAtMs, startedAtMs, finishedAtMs } of work) {
    waiting += ((startedAtMs ?? createdAtMs) - createdAtMs) / 1000;
    const { seconds } = (outcome ?? {}) as { readonly seconds?: Seconds };
    const of = (part: string): number => seconds?.[part] ?? 0;
    if (queue === 'ingest-batch') {
      sum.reading += of('check');
      sum.storing += of('load');
    } else if (queue === 'update-history') sum.counting += of('total');
    else if (queue === 'rank-targets') sum.ranking += ((finishedAtMs ?? 0) - (startedAtMs ?? 0)) / 1000;
    else if (queue === 'score-consignments') {
      sum.counting += of('historyUpdate');
      sum.history += of('history');
      sum.features += of('encode') + of('features');
      sum.model += of('predict');
      const inside = ['historyUpdate', 'history', 'encode', 'features', 'predict'].reduce(
        (total, part) => total + of(part),
        0,
      );
      sum.scores += of('total') - inside;
    }
  }
  return { ...sum, waiting };
}
