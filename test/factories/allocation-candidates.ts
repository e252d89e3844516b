/** Consignments and a plan for tests of allocation. */
import type { AllocationCandidate } from '../../src/ranking/allocation/allocation-candidate.ts';
import { type Operation, parseOperation } from '../../src/ranking/allocation/operation.ts';
import { createRng } from '../../src/util/rng.ts';

const firstMs = Date.parse('2026-10-05T00:00Z');
const hourMs = 3_600_000;

/** Returns candidates of three offices and two partners over three days; some share a unit, some have a cut-off. */
export function allocationCandidates(seed: number, count: number): AllocationCandidate[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, (_, index) => {
    const office = `O${rng.nextInt(3)}`;
    const channel = rng.next() < 0.5 ? 'post' : 'cargo';
    const arrivedAtMs = firstMs + rng.nextInt(72) * hourMs;
    const partner = rng.next() < 0.2 ? 'B' : 'A';
    const consignmentId = `${partner}/${index}`;
    const probability = 1 / (1 + Math.exp(3 - 1.5 * rng.nextNormal()));
    return {
      consignmentId,
      // Only what has the same office and arrival shares a container.
      unit: rng.next() < 0.3 ? `container ${office} ${arrivedAtMs}` : consignmentId,
      office,
      channel,
      shift: new Date(arrivedAtMs).toISOString().slice(0, 10),
      margin: Math.log(probability / (1 - probability)),
      probability,
      hsCodes: [`${['30', '42', '61', '64', '95'][rng.nextInt(5)]}0000`],
      valueUsd: 100 * rng.next(),
      quantityPieces: 1 + rng.nextInt(100),
      arrivedAtMs,
      releaseCutOffMs: rng.next() < 0.5 ? arrivedAtMs + (2 + rng.nextInt(48)) * hourMs : undefined,
      groups: {
        partner,
        office,
        channel,
        hsChapter: ['30', '42', '61'][rng.nextInt(3)],
        originCountry: ['CN', 'TR'][rng.nextInt(2)],
        departureCountry: undefined,
      },
    };
  });
}

/** Returns a plan for them, with lines of YAML added. */
export function testOperation(added = 'randomShare: 0.1'): Operation {
  return parseOperation(
    'operation.yaml',
    `
name: test
from: 2026-10-05
to: 2026-10-07
controls:
  documentary: { minutes: 10, finds: 0.15 }
  scan: { minutes: 8, alarms: 0.6, falseAlarms: 0.1 }
  physical: { minutes: 60, minutesPerFurtherTarget: 20, finds: 0.9 }
controlsByChannel:
  post:
    documentary: { minutes: 4, finds: 0.15 }
    scan: { minutes: 2, alarms: 0.6, falseAlarms: 0.1 }
    physical: { minutes: 10, minutesPerFurtherTarget: 5, finds: 0.9 }
offices:
  - { office: O0, shifts: [{ shift: day, begins: '08:00', ends: '16:00', minutes: { documentary: 60, scan: 60, physical: 240 } }] }
  - office: O1
    serves: [O1, O2]
    shifts:
      - { shift: early, begins: '06:00', ends: '14:00', minutes: { scan: 60, physical: 240 } }
      - { shift: night, begins: '22:00', ends: '06:00', minutes: { documentary: 30, physical: 120 } }
${added}
`,
  );
}
