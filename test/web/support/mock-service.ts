/** A service with invented data, by the shapes of the interface, for the pages' tests. */
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { permissionsOf, type Role, roles } from '../../../src/domain/roles.ts';
import { auditEntry, auditHead } from '../../../src/http/schemas/audit.ts';
import { batch, quarantinedRow, submittedBatch, work } from '../../../src/http/schemas/batches.ts';
import { pageOf } from '../../../src/http/schemas/common.ts';
import { model, modelCard, promotion } from '../../../src/http/schemas/models.ts';
import { agency, user, userMade } from '../../../src/http/schemas/people.ts';
import {
  attachment,
  capacityLine,
  caseDetail,
  claimNext,
  decide,
  queueItem,
  recordExamination,
  rerouteCase,
} from '../../../src/http/schemas/queue.ts';
import { sampleLoaded, serviceState, setup } from '../../../src/http/schemas/service.ts';
import { codeSecret, session } from '../../../src/http/schemas/session.ts';
import { type MockDetail, type MockItem, mockCases, mockDetail } from './mock-cases.ts';
import { mockBatches, mockCard, mockModels, mockQuarantine } from './mock-data.ts';
import { answerOperations } from './mock-operations.ts';
import { MockRecords } from './mock-records.ts';
import { answerSelectivity } from './mock-selectivity.ts';

/** A request as the service sees it. */
export interface MockRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly cookie: string;
  readonly ifMatch: string | undefined;
  readonly purpose: string | undefined;
}
/** A reply; `cookie` signs in. */
export interface MockReply {
  readonly status: number;
  readonly body?: unknown;
  readonly cookie?: string;
}

interface MockUser {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  mustChangePassword: boolean;
}

/** The one password of everybody. */
export const mockPassword = 'a right password';
const leaseMs = 10 * 60_000;

const refused = (status: number, code: string, detail?: string): MockReply => ({
  status,
  body: {
    type: 'about:blank',
    title: code,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    requestId: 'r-1',
  },
});

/** The service; a page's names of users are those of the roles, and `newcomer` must change its password. */
export class MockService {
  readonly items: MockItem[];
  readonly details = new Map<number, MockDetail>();
  readonly listeners = new Set<(event: string, data: unknown) => void>();
  /** What was claimed by whom, in order. */
  readonly claims: { readonly caseId: number; readonly user: string }[] = [];
  readonly examinations: unknown[] = [];
  readonly records = new MockRecords();
  isOutage = false;
  hasSample = false;
  readonly #sessions = new Map<string, MockUser>();
  readonly #users: MockUser[];

  constructor(count: number) {
    this.items = mockCases(count, Date.now());
    const names = [...roles, 'second-officer', 'newcomer'];
    this.#users = names.map((name, index) => ({
      id: index + 1,
      name,
      role: (roles as readonly string[]).includes(name) ? (name as Role) : 'targeting-officer',
      mustChangePassword: name === 'newcomer',
    }));
  }

  /** Tells all pages that something changed. */
  tell(event: string, data: unknown): void {
    for (const listener of this.listeners) listener(event, data);
  }

  /** Answers a request beneath `/api`. */
  answer(request: MockRequest): MockReply {
    const { method, path, body } = request;
    if (method === 'POST' && path === '/session') {
      const { name, password } = body as { name: string; password: string };
      const user = this.#users.find((each) => each.name === name);
      if (user === undefined || password !== mockPassword) return refused(401, 'unauthorised');
      const cookie = randomUUID();
      this.#sessions.set(cookie, user);
      return { status: 200, body: session.parse(shownSession(user)), cookie };
    }
    const user = this.#sessions.get(request.cookie);
    if (user === undefined) return refused(401, 'unauthorised');
    return (
      this.#answerSession(request, user) ??
      this.#answerQueue(request, user) ??
      answerSelectivity(request) ??
      this.records.answer(request) ??
      this.#answerOther(request) ??
      refused(404, 'not-found')
    );
  }

  #answerSession({ method, path, cookie }: MockRequest, user: MockUser): MockReply | undefined {
    if (path === '/session/password') {
      user.mustChangePassword = false;
      return { status: 204 };
    }
    if (path === '/session/code') {
      if (method === 'PUT') return { status: 204 };
      return { status: 200, body: codeSecret.parse({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Touchstone' }) };
    }
    if (path !== '/session') return undefined;
    if (method === 'GET') return { status: 200, body: session.parse(shownSession(user)) };
    this.#sessions.delete(cookie);
    return { status: 204 };
  }

  #answerQueue(request: MockRequest, user: MockUser): MockReply | undefined {
    const { method, path } = request;
    if (path === '/queue') return this.#list(request.query, user);
    if (path === '/queue/capacity') return { status: 200, body: capacityLine.parse(this.#capacity()) };
    if (path === '/queue/claim-next') {
      const asked = claimNext.parse(request.body);
      const next = this.items.find(
        ({ state, lane, office }) =>
          state === 'open' && (asked.lane ?? lane) === lane && (asked.office ?? office) === office,
      );
      return next === undefined ? { status: 204 } : this.#shown(this.#claim(next, user), user);
    }
    const [, caseId, action] = /^\/cases\/(\d+)(?:\/([a-z]+))?$/.exec(path) ?? [];
    if (caseId === undefined) return undefined;
    const item = this.items[Number(caseId) - 1];
    if (item === undefined) return refused(404, 'not-found');
    if (method === 'GET') {
      const detail = this.#detail(item);
      return { status: 200, body: caseDetail.parse({ ...detail, case: mine(item, user) }) };
    }
    if (request.ifMatch !== undefined && request.ifMatch !== `"${item.version}"`) return refused(412, 'stale');
    return this.#act(item, action ?? '', request.body, user);
  }

  #act(item: MockItem, action: string, body: unknown, user: MockUser): MockReply {
    const detail = this.#detail(item);
    switch (action) {
      case 'claim':
        if (
          item.claim !== null &&
          item.claim.userId !== user.id &&
          (body as { stealReason?: string }).stealReason === undefined
        ) {
          return refused(409, 'claimed', 'Another officer has it in hand.');
        }
        return this.#shown(this.#claim(item, user), user);
      case 'heartbeat':
        if (item.claim !== null) item.claim = { ...item.claim, untilMs: Date.now() + leaseMs };
        return this.#shown(item, user);
      case 'release':
        return this.#shown(this.#change(item, { state: 'open', claim: null }), user);
      case 'decision': {
        const { decision } = decide.parse(body);
        if (item.claim === null || item.claim.userId !== user.id) return refused(409, 'not-claimed', 'Claim it first.');
        return this.#shown(this.#change(item, { state: 'decided', claim: null, decision }), user);
      }
      case 'undo':
        return this.#shown(this.#change(item, { state: 'open', decision: null }), user);
      case 'lane': {
        const { lane } = rerouteCase.parse(body);
        return this.#shown(this.#change(item, { lane, isTarget: lane === 'red', isRerouted: true }), user);
      }
      case 'suppression':
        return this.#shown(this.#change(item, { state: 'suppressed', claim: null }), user);
      case 'notes':
        detail.notes.push({ atMs: Date.now(), by: user.name, text: (body as { text: string }).text });
        return this.#shown(item, user);
      case 'attachments':
        detail.attachments.push({
          id: 9,
          fileName: 'photo.jpg',
          byteCount: 12,
          sha256: 'cd'.repeat(32),
          tlp: 'TLP:AMBER',
        });
        return { status: 201, body: attachment.parse(detail.attachments.at(-1)) };
      case 'examination':
        this.examinations.push(recordExamination.parse(body));
        return this.#shown(this.#change(item, { state: 'examined' }), user);
      default:
        return refused(404, 'not-found');
    }
  }

  #answerOther({ method, path }: MockRequest): MockReply | undefined {
    const nowMs = Date.now();
    const ok = (body: unknown, status = 200): MockReply => ({ status, body });
    const page = <T extends z.ZodType>(shape: T, items: readonly unknown[]): MockReply =>
      ok(pageOf(shape).parse({ items, nextCursor: null, total: items.length, isTotalExact: true }));
    if (path.startsWith('/operation')) return answerOperations(method, path, nowMs);
    if (path === '/state') {
      const problems = this.isOutage ? [{ code: 'no-model', text: 'A stage has no model.' }] : [];
      return ok(serviceState.parse({ isOutage: this.isOutage, problems, version: '0.1.0' }));
    }
    if (path === '/setup') return ok(setup.parse({ isEmpty: !this.hasSample, hasSample: this.hasSample }));
    if (path === '/setup/sample') {
      this.hasSample = true;
      return ok(
        sampleLoaded.parse({
          workIds: [1],
          users: roles.map((role) => ({
            name: `${role}.demo`,
            role,
            agency: 'aurelia',
            oneTimePassword: 'tulip-anchor-82-grey',
          })),
        }),
      );
    }
    if (path === '/batches')
      return method === 'POST'
        ? ok(submittedBatch.parse({ workId: 5, uploadId: 6 }), 202)
        : page(batch, mockBatches(nowMs));
    if (/^\/batches\/\d+$/.test(path)) return ok(batch.parse(mockBatches(nowMs)[0]));
    if (path.endsWith('/quarantine')) return page(quarantinedRow, mockQuarantine);
    if (path.startsWith('/work/')) {
      return ok(
        work.parse({
          id: 5,
          queue: 'ingest-batch',
          state: 'done',
          rowsDone: 20,
          rowsTotal: 20,
          createdAtMs: nowMs,
          finishedAtMs: nowMs,
          failure: null,
        }),
      );
    }
    if (path === '/users') {
      if (method === 'POST') return ok(userMade.parse({ id: 99, oneTimePassword: 'tulip-anchor-82-grey' }), 201);
      return page(
        user,
        this.#users.map(({ id, name, role, mustChangePassword }) => ({
          id,
          name,
          displayName: name,
          agency: 'aurelia',
          role,
          hasCode: false,
          mustChangePassword,
          isLocked: false,
          createdAtMs: nowMs,
          disabledAtMs: null,
        })),
      );
    }
    if (path === '/agencies')
      return page(agency, [
        {
          code: 'aurelia',
          name: 'Customs of Aurelia',
          regime: 'customs',
          hasCapacity: true,
          createdAtMs: nowMs,
          disabledAtMs: null,
        },
      ]);
    if (path === '/models') return page(model, mockModels(nowMs));
    if (path.endsWith('/card')) return ok(modelCard.parse({ markdown: mockCard }));
    if (path.endsWith('/promotion') || path === '/models/roll-back')
      return ok(promotion.parse({ champion: 'aurelia@3', former: 'sample@1', dueConsignments: 1204 }));
    if (path === '/audit/head')
      return ok(
        auditHead.parse({
          sequence: 3,
          hash: 'c0'.repeat(32),
          atMs: nowMs,
          anchoredAtMs: nowMs,
          signature: 'd1'.repeat(64),
          publicKey: 'MCowBQYDK2VwAyEA',
        }),
      );
    if (path === '/audit') {
      return page(
        auditEntry,
        [3, 2, 1].map((sequence) => ({
          sequence,
          atMs: nowMs - sequence * 60_000,
          actor: 'person:4',
          agency: 'aurelia',
          action: 'decide',
          subject: `case:${sequence}`,
          payload: sequence === 1 ? null : { decision: 'scan' },
          isErased: sequence === 1,
          hash: 'ab'.repeat(32),
        })),
      );
    }
    return undefined;
  }

  #detail(item: MockItem): MockDetail {
    const held = this.details.get(item.caseId) ?? mockDetail(item, Date.now());
    this.details.set(item.caseId, held);
    return held;
  }

  #claim(item: MockItem, user: MockUser): MockItem {
    this.claims.push({ caseId: item.caseId, user: user.name });
    return this.#change(item, {
      state: 'claimed',
      claim: { userId: user.id, displayName: user.name, untilMs: Date.now() + leaseMs, isMine: false },
    });
  }

  #change(item: MockItem, changes: Partial<MockItem>): MockItem {
    Object.assign(item, changes, { version: item.version + 1 });
    this.tell('queue', { changed: 1 });
    return item;
  }

  #shown(item: MockItem, user: MockUser): MockReply {
    return { status: 200, body: queueItem.parse(mine(item, user)) };
  }

  #list(query: URLSearchParams, user: MockUser): MockReply {
    const state = query.get('state') ?? 'waiting';
    const lanes = query.getAll('lane');
    const text = (query.get('text') ?? '').toLowerCase();
    const inView: Readonly<Record<string, (item: MockItem) => boolean>> = {
      waiting: (item) => item.state === 'open' || item.state === 'claimed',
      mine: (item) => item.claim?.userId === user.id,
      all: () => true,
    };
    const isShown = inView[state] ?? ((item: MockItem) => item.state === state);
    const all = this.items.filter(
      (item) =>
        isShown(item) &&
        (lanes.length === 0 || lanes.includes(item.lane)) &&
        (item.party ?? '').concat(item.reference).toLowerCase().includes(text) &&
        item.hsCodes.some((code) => code.startsWith(query.get('hsPrefix') ?? '')),
    );
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 100);
    const reply = {
      items: all.slice(from, to).map((item) => mine(item, user)),
      nextCursor: to < all.length ? String(to) : null,
      total: Math.min(1000, all.length),
      isTotalExact: all.length <= 1000,
    };
    return { status: 200, body: pageOf(queueItem).parse(reply) };
  }

  #capacity(): z.input<typeof capacityLine> {
    const lanes = { red: 0, yellow: 0, blue: 0, green: 0 };
    for (const { lane } of this.items) lanes[lane] += 1;
    return {
      targets: this.items.filter(({ isTarget }) => isTarget).length,
      decided: this.items.filter(({ decision }) => decision !== null).length,
      capacity: 40,
      expectedFinds: 6.4,
      expectedFindsLow: 3.1,
      expectedFindsHigh: 9.8,
      lanes,
      rankedAtMs: Date.now() - 600_000,
      unscored: 12,
    };
  }
}

function mine(item: MockItem, user: MockUser): MockItem {
  return item.claim === null ? item : { ...item, claim: { ...item.claim, isMine: item.claim.userId === user.id } };
}

function shownSession(user: MockUser): z.input<typeof session> {
  return {
    user: {
      id: user.id,
      name: user.name,
      displayName: user.name,
      agency: 'aurelia',
      role: user.role,
      permissions: [...permissionsOf[user.role]],
    },
    mustChangePassword: user.mustChangePassword,
    hasCode: false,
    expiresAtMs: Date.now() + 8 * 3_600_000,
  };
}
