/** Invented operations. */
import type { z } from 'zod';
import * as lists from '../../../src/http/schemas/operation-lists.ts';
import * as operations from '../../../src/http/schemas/operations.ts';

const schemas = { ...operations, ...lists };

const dayMs = 86_400_000;
const plan = {
  from: '2026-12-01',
  to: '2026-12-05',
  controls: {},
  offices: ['AU1001', 'AU2004'].map((office) => ({
    office,
    shifts: [{ shift: 'day', begins: '07:00', ends: '17:00', minutes: { documentary: 60, scan: 120, physical: 240 } }],
  })),
};
const figures: z.input<typeof lists.figures> = {
  targets: 60,
  units: 52,
  controls: { 'documentary': 12, 'physical': 30, 'scan-then-open': 10 },
  expectedHarm: 118.4,
  gap: 0.006,
  expectedFinds: 14.2,
  findsLow: 9,
  findsHigh: 19,
  minutes: plan.offices.flatMap(({ office }) =>
    ['documentary', 'scan', 'physical'].map((kind) => ({
      office,
      shift: '2026-12-01/day',
      kind,
      limit: 240,
      used: 180,
      harmPerHour: 1.5,
    })),
  ),
  minimumShares: [],
  caps: [],
};

function operation(nowMs: number): z.input<typeof operations.operation> {
  return {
    id: 1,
    agency: 'aurelia',
    name: 'Winter parcels',
    from: plan.from,
    to: plan.to,
    state: 'running',
    reportsDueMs: nowMs + 7 * dayMs,
    purpose: 'ipr-enforcement',
    legalBasis: 'Regulation (EU) No 608/2013, Article 17',
    scope: { channels: ['post'], offices: [], hsPrefixes: ['42', '6403'], originCountries: [], departureCountries: [] },
    plan,
    handling: { tlp: 'TLP:AMBER', europolCodes: [], isOriginatorControlled: false },
    version: 2,
    madeAtMs: nowMs - dayMs,
    closedAtMs: null,
    participants: [
      {
        agency: 'aurelia',
        powers: ['open', 'detain', 'seize'],
        offices: [],
        countries: [],
        contacts: [{ name: 'Duty desk', phone: '+49 30 1234' }],
        state: 'accepted',
        answeredAtMs: null,
      },
      {
        agency: 'borealis',
        powers: ['open'],
        offices: ['AU2004'],
        countries: ['XB'],
        contacts: [],
        state: 'invited',
        answeredAtMs: null,
      },
    ],
  };
}

function versions(nowMs: number): z.input<typeof lists.listVersion>[] {
  const by = (id: number, name: string, atMs: number) => ({ by: `person:${id}`, name, atMs });
  const first = {
    version: 1,
    state: 'recalled',
    targetCount: 58,
    candidates: 412,
    leftOut: { 'decided already': 7 },
    unfit: { 'released before a shift can take it': 31 },
    figures,
    policy: 'default version 1',
    made: by(5, 'Demo planner', nowMs - 7_200_000),
    approved: by(3, 'Demo supervisor', nowMs - 6_000_000),
    sent: by(5, 'Demo planner', nowMs - 5_000_000),
    recalled: by(5, 'Demo planner', nowMs - 4_000_000),
    recallReason: 'a shift was cancelled',
  } as const;
  return [
    {
      ...first,
      version: 2,
      state: 'made',
      targetCount: 60,
      approved: null,
      sent: null,
      recalled: null,
      recallReason: null,
    },
    first,
  ];
}

const target = (index: number): z.input<typeof lists.listedTarget> => ({
  reference: `aurelia/26AU${String(index).padStart(6, '0')}`,
  unit: `aurelia/26AU${String(index).padStart(6, '0')}`,
  office: index % 2 === 0 ? 'AU1001' : 'AU2004',
  shift: '2026-12-01/day',
  control: index % 3 === 0 ? 'scan-then-open' : 'physical',
  opensIn: index % 9 === 0 ? '2026-12-02/day' : null,
  riskScore: 80 - index,
  minutes: { documentary: 0, scan: 0, physical: 10 },
  leadAgency: 'aurelia',
  channel: 'post',
  goods: 'leather handbags with a very long description that says everything there is to say',
  hsCodes: ['420221'],
  releaseCutOffMs: index % 2 === 0 ? Date.UTC(2026, 11, 2, 12) : null,
});
const targets = Array.from({ length: 60 }, (_, index) => target(index));
const counts = { targetsHeld: 20, examined: 18, found: 4, articles: 310, arrests: 0 };

/** Answers what begins with `/operation`; undefined for what there is none of. */
export function answerOperations(
  method: string,
  path: string,
  nowMs: number,
): { status: number; body: unknown } | undefined {
  const ok = <T extends z.ZodType>(shape: T, body: z.input<T>) => ({ status: 200, body: shape.parse(body) });
  const items = <T>(all: readonly T[]) => ({ items: [...all] });
  if (path === '/operation-defaults') {
    const offices = plan.offices.map(({ office }) => ({ office, channel: 'post', open: 120 }));
    const defaults = { plan, basis: 'capacity' as const, legalBasis: null, contacts: [], offices };
    return ok(schemas.operationDefaultsShown, defaults);
  }
  if (path === '/operations' && method === 'GET') return ok(schemas.operations, items([operation(nowMs)]));
  const rest = /^\/operations\/1(?:\/(.+))?$/.exec(path)?.[1] ?? '';
  if (path === '/operations' || path === '/operations/1') return ok(schemas.operation, operation(nowMs));
  const [version2, version1] = versions(nowMs) as [
    z.input<typeof lists.listVersion>,
    z.input<typeof lists.listVersion>,
  ];
  const reporting = [
    { agency: 'aurelia', state: 'reported' as const, lastReportAtMs: nowMs },
    { agency: 'borealis', state: 'overdue' as const, lastReportAtMs: null },
  ];
  switch (rest) {
    case 'lists':
      return ok(schemas.listVersions, items([version2, version1]));
    case 'lists/2':
      return ok(schemas.listInFull, { list: version2, targets });
    case 'lists/1':
      return ok(schemas.listInFull, { list: version1, targets: targets.slice(2) });
    case 'lists/2/differences': {
      const changes = [{ field: 'office', from: 'AU1001', to: 'AU2004' }];
      const changed = [{ reference: targets[5]!.reference, changes }];
      return ok(schemas.listDifferences, {
        from: 1,
        to: 2,
        added: targets.slice(0, 2),
        removed: [],
        changed,
        unchanged: 57,
      });
    }
    case 'what-if':
      return ok(schemas.whatIf, {
        candidates: 412,
        now: figures,
        changed: { ...figures, targets: 71, expectedFinds: 16.9 },
      });
    case 'deliveries': {
      const given = targets.slice(0, 3).map(({ riskScore: _, ...one }) => ({ ...one, markings: ['TLP:AMBER'] }));
      const one = {
        maker: 'aurelia',
        agency: 'borealis',
        version: 1,
        sentAtMs: nowMs,
        recalledAtMs: null,
        recallReason: null,
      };
      return ok(schemas.deliveries, items([{ ...one, outside: 40, heldBack: 15, targets: given }]));
    }
    case 'reports': {
      const report = {
        id: 1,
        agency: 'aurelia',
        fromDay: plan.from,
        toDay: plan.to,
        counts,
        text: 'Quiet.',
        isFinal: false,
      };
      return ok(schemas.situationReports, {
        items: [{ ...report, madeByName: 'Demo planner', madeAtMs: nowMs }],
        reporting,
      });
    }
    case 'conflicts': {
      const conflict = {
        id: 1,
        operationId: 1,
        agency: 'aurelia',
        reference: targets[0]!.reference,
        otherOperationId: 2,
        otherAgency: 'aurelia',
        otherReference: targets[0]!.reference,
        foundAtMs: nowMs,
        decisions: [],
      };
      const decision = {
        agency: 'aurelia',
        outcome: 'waits' as const,
        leader: 'aurelia',
        note: 'later',
        name: 'Demo planner',
        atMs: nowMs,
      };
      return ok(schemas.operationConflicts, items([conflict, { ...conflict, id: 2, decisions: [decision] }]));
    }
    case 'close-out': {
      const list = { version: 1, selected: 58, held: 40, examined: 30, checked: 28, found: 8, confirmed: 3 };
      const expected = { expectedFinds: 14.2, findsLow: 9, findsHigh: 19, verdict: null };
      const notExamined = { 'no-capacity': 12, 'nothing recorded': 16 };
      return ok(schemas.closeOut, {
        madeAtMs: nowMs,
        isFinal: false,
        list: { ...list, ...expected, notExamined },
        reported: counts,
        reporting,
      });
    }
    case 'brief':
      return ok(schemas.brief, { text: 'TLP:AMBER\nOPERATION Winter parcels\n2026-12-01 to 2026-12-05\n' });
    default:
      return undefined;
  }
}
