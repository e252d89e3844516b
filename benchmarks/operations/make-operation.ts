/** Operations that nobody planned: consignments, offices and officers, all drawn. */
import type { AllocationCandidate } from '../../src/ranking/allocation/allocation-candidate.ts';
import { type Operation, parseOperation } from '../../src/ranking/allocation/operation.ts';
import { createRng, type Rng } from '../../src/util/rng.ts';

const hourMs = 3_600_000;
const firstDay = '2026-10-05';

/** How large an operation is. */
export interface OperationSize {
  readonly candidates: number;
  readonly offices: number;
  readonly days: number;
  /** Officers of an office, at least; some have three times as many. */
  readonly officers: number;
}

/** An operation with what it may control. */
export interface MadeOperation {
  readonly operation: Operation;
  readonly candidates: readonly AllocationCandidate[];
}

/** Where margins lie: the log-odds of the truth. */
const marginMean = -3.8;
const marginSd = 1.3;
const chapters = ['30', '33', '42', '61', '62', '64', '71', '84', '85', '87', '91', '95'];
const partners = ['AURELIA', 'BOREALIS', 'CORVIA'];

/** Returns an operation of one shift a day at every office; each office also opens what arrives at the one before it. */
export function makeOperation(seed: number, size: OperationSize): MadeOperation {
  const rng = createRng(seed);
  const last = new Date(Date.parse(firstDay) + (size.days - 1) * 24 * hourMs).toISOString().slice(0, 10);
  const offices = Array.from({ length: size.offices }, (_, index) => {
    const minutes = Math.round(size.officers * (1 + 2 * rng.next())) * 420;
    const before = index > 0 && index % 3 === 0 ? [`O${index - 1}`] : [];
    return `  - { office: O${index}, serves: [${[`O${index}`, ...before].join(', ')}], shifts: [{ shift: day, begins: '07:00', ends: '15:00', minutes: { documentary: ${minutes / 4}, scan: ${minutes / 4}, physical: ${minutes} } }] }`;
  });
  const operation = parseOperation(
    'operation.yaml',
    `name: made
from: ${firstDay}
to: ${last}
controls: &cargo
  documentary: { minutes: 10, finds: 0.15 }
  scan: { minutes: 8, alarms: 0.6, falseAlarms: 0.1 }
  physical: { minutes: 75, minutesPerFurtherTarget: 25, finds: 0.9 }
controlsByChannel:
  post: { documentary: { minutes: 3, finds: 0.1 }, scan: { minutes: 2, alarms: 0.6, falseAlarms: 0.1 }, physical: { minutes: 9, minutesPerFurtherTarget: 5, finds: 0.95 } }
  express: { documentary: { minutes: 4, finds: 0.15 }, scan: { minutes: 2, alarms: 0.6, falseAlarms: 0.1 }, physical: { minutes: 14, minutesPerFurtherTarget: 7, finds: 0.95 } }
offices:
${offices.join('\n')}
mostShifts: 3
randomShare: 0.1
minimumShares: [{ partner: BOREALIS, share: 0.2 }, { partner: CORVIA, share: 0.1 }]
caps: [{ by: hsChapter, most: ${Math.ceil(size.candidates / 50)} }]
`,
  );
  return { operation, candidates: makeCandidates(rng, size) };
}

function makeCandidates(rng: Rng, size: OperationSize): AllocationCandidate[] {
  const startMs = Date.parse(firstDay);
  return Array.from({ length: size.candidates }, (_, index) => {
    const office = `O${rng.nextInt(size.offices)}`;
    const channel = ['post', 'express', 'cargo'][rng.nextInt(3)]!;
    const arrivedAtMs = startMs + Math.floor(rng.next() * (size.days * 24 - 12)) * hourMs;
    const holdHours = channel === 'cargo' ? 24 + rng.nextInt(72) : 6 + rng.nextInt(42);
    const partner = partners[Math.floor(3 * rng.next() ** 2)]!;
    const chapter = chapters[Math.floor(chapters.length * rng.next() ** 1.5)]!;
    const margin = marginMean + marginSd * rng.nextNormal();
    const consignmentId = `${partner}/${index}`;
    // A sixth of the cargo shares containers with what came at the same hour.
    const isShared = channel === 'cargo' && rng.next() < 1 / 6;
    return {
      consignmentId,
      unit: isShared ? `container ${office} ${arrivedAtMs}` : consignmentId,
      office,
      channel,
      shift: new Date(arrivedAtMs).toISOString().slice(0, 10),
      margin,
      probability: 1 / (1 + Math.exp(-margin)),
      hsCodes: [`${chapter}0000`],
      valueUsd: Math.exp(4 + 2 * rng.nextNormal()),
      quantityPieces: Math.ceil(Math.exp(2 + 2 * rng.nextNormal())),
      arrivedAtMs,
      releaseCutOffMs: arrivedAtMs + holdHours * hourMs,
      groups: {
        partner,
        office,
        channel,
        hsChapter: chapter,
        originCountry: undefined,
        departureCountry: undefined,
      },
    };
  });
}
