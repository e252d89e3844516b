/** Invented rules, policies, hit rates and deadlines. */
import type { z } from 'zod';
import { deadlines, procedures } from '../../../src/http/schemas/deadlines.ts';
import { policies, policy, rule, ruleCheck, rules } from '../../../src/http/schemas/selectivity.ts';
import { hitRates } from '../../../src/http/schemas/statistics.ts';
import type { MockReply, MockRequest } from './mock-service.ts';

const text = 'id: cheap-leather\nlane: red\nwhen: { field: hsCode, startsWith: "4202" }\n';

function mockRule(nowMs: number, more: Partial<z.input<typeof rule>> = {}): z.input<typeof rule> {
  const dryRun = {
    by: 'person:4',
    atMs: nowMs,
    sinceMs: nowMs - 365 * 86_400_000,
    consignments: 48_210,
    allExamined: 1204,
    allFound: 61,
    isWhole: true,
    matched: 212,
    expectedSelected: 212,
    examined: 40,
    found: 6,
    precision: 0.15,
    interval: [0.057, 0.298] as [number, number],
    isBelowFloor: false,
    examples: ['AURELIA/1'],
  };
  return {
    id: 1,
    code: 'cheap-leather',
    version: 2,
    text,
    state: 'live',
    isMine: false,
    written: { by: 'person:4', atMs: nowMs },
    approved: { by: 'person:3', atMs: nowMs },
    live: { by: 'person:3', atMs: nowMs },
    ended: null,
    rule: {
      lane: 'red',
      select: 100,
      begins: '2026-10-01',
      ends: '2026-12-31',
      precisionFloor: 0.05,
      reason: 'leather goods far below the usual price',
      confidentiality: 'own-unit',
    },
    dryRun,
    flag: { atMs: nowMs, examined: 120, found: 1, interval: [0.0002, 0.0456], floor: 0.05 },
    ...more,
  };
}

function mockPolicies(nowMs: number): z.input<typeof policies> {
  const draft: z.input<typeof policy> = {
    id: 3,
    code: 'default',
    version: 3,
    text: 'name: default\nversion: 3\n',
    state: 'dry-run',
    isMine: false,
    written: { by: 'person:4', atMs: nowMs },
    approved: null,
    live: null,
    ended: null,
    effectiveFrom: '2026-12-01',
    description: 'Toys count for more before Christmas.',
    dryRun: {
      by: 'person:4',
      atMs: nowMs,
      against: 'default version 2',
      candidates: 900,
      targetsNow: 40,
      targetsThen: 40,
      kept: 31,
      expectedFindsNow: 6.4,
      expectedFindsThen: 6.1,
      lanesNow: { red: 40 },
      lanesThen: { red: 40 },
      classes: [
        {
          name: 'toys',
          targetsNow: 3,
          targetsThen: 12,
          expectedHarmNow: 1.2,
          expectedHarmThen: 8.8,
          expectedFindsNow: 0.4,
          expectedFindsThen: 1.9,
        },
      ],
    },
  };
  return {
    items: [draft],
    ranking: 'default version 2',
    shipped: { name: 'default', version: 2, text: 'name: default\nversion: 2\n' },
  };
}

const rate = {
  selected: 60,
  held: 55,
  examined: 50,
  found: 0,
  execution: 0.83,
  rate: 0,
  interval: [0, 0.071] as [number, number],
  bounds: [0, 0.17] as [number, number],
  isUnbiased: true,
};
const told = { ...rate, pending: 4, undetermined: 1 };

function mockHitRates(nowMs: number): z.input<typeof hitRates> {
  const few = { ...told, examined: 3, rate: null, isUnbiased: false };
  return {
    sinceMs: nowMs,
    protocol: 'Selections of cases by what selected them last',
    sources: [
      { source: 'random', ...told, pools: [{ from: '2026-09', to: '2026-10', ...rate }] },
      { source: 'model', ...few, pools: [] },
      { source: 'rule', ...few, pools: [] },
      { source: 'look-out', ...few, interval: null, bounds: null, pools: [] },
      { source: 'manual', ...few, pools: [] },
    ],
    rules: [
      {
        versionId: 1,
        code: 'cheap-leather',
        version: 2,
        state: 'live',
        precisionFloor: 0.05,
        isBelowFloor: true,
        ...told,
      },
    ],
    reroutes: [{ from: 'green', to: 'red', count: 3 }],
  };
}

const mockDeadlines: z.input<typeof deadlines> = {
  procedure: 'eu-608-2013, in force from 2014-01-01, periods collected on 2026-11-23',
  calendar: 'de',
  today: '2026-11-28',
  open: 1,
  closed: 4,
  overdueSteps: 1,
  outsideOfLaw: 0,
  isWhole: true,
  cases: [
    {
      measure: 'AURELIA/M-17',
      kind: 'detention',
      begun: '2026-11-20',
      office: 'AU1001',
      iprType: 'trade-mark',
      next: 'notify',
      steps: [
        {
          step: 'notify',
          what: 'tell the declarant and the right holder',
          who: 'customs',
          basis: 'Art. 17(3)',
          lapse: null,
          dueOn: '2026-11-23',
          state: 'overdue',
          dependsOn: [],
        },
        {
          step: 'confirm',
          what: 'confirm the infringement',
          who: 'right holder',
          basis: 'Art. 23(1)',
          lapse: 'the goods are released',
          dueOn: '2026-12-04',
          state: 'waiting',
          dependsOn: ['isSmallConsignment'],
        },
      ],
    },
  ],
};

/** Answers what is asked of rules, policies, hit rates and deadlines; undefined for the rest. */
export function answerSelectivity({ method, path, body }: MockRequest): MockReply | undefined {
  const nowMs = Date.now();
  const ok = (shape: z.ZodType, reply: unknown, status = 200): MockReply => ({ status, body: shape.parse(reply) });
  if (path === '/rules/check') {
    const isValid = (body as { text: string }).text.includes('reason');
    const problems = isValid ? [] : [{ line: 1, at: 'reason', expected: 'expected a text' }];
    return ok(ruleCheck, { isValid, problems });
  }
  const draft = mockRule(nowMs, {
    id: 2,
    version: 3,
    state: 'draft',
    isMine: true,
    approved: null,
    live: null,
    flag: null,
  });
  if (path === '/rules' && method === 'POST') return ok(rule, draft, 201);
  if (path === '/rules') return ok(rules, { items: [mockRule(nowMs), { ...draft, dryRun: null }] });
  if (/^\/rules\/\d+\//.test(path)) return ok(rule, draft);
  if (path === '/policies' && method === 'GET') return ok(policies, mockPolicies(nowMs));
  if (path.startsWith('/policies')) return ok(policy, mockPolicies(nowMs).items[0]);
  if (path === '/statistics/hit-rates') return ok(hitRates, mockHitRates(nowMs));
  if (path === '/procedures')
    return ok(procedures, { procedures: ['eu-608-2013', 'us-19-cfr-133'], calendars: ['de', 'us'] });
  if (path === '/deadlines') return ok(deadlines, mockDeadlines);
  return undefined;
}
