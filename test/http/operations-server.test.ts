import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOperationsServer } from '../../src/http/operations-server.ts';
import type { QueuePort } from '../../src/services/queue-ports.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { testPorts } from '../factories/test-ports.ts';

const token = 'a-token-of-some-length';
const ports = testPorts('/tmp/none');
let store: Store;
beforeAll(async () => {
  store = await ports.openStore('memory:');
});
afterAll(() => store.close());

const queues: Pick<QueuePort, 'counts' | 'ping'> = {
  counts: async () => new Map([['ingest-batch', { waiting: 2, active: 1, delayed: 0 }]]),
  ping: async () => {},
};
const serverWith = (changes: Partial<Parameters<typeof createOperationsServer>[0]> = {}) =>
  createOperationsServer({ ports, store, queues, token, board: [], ...changes });

describe('operations server', () => {
  it('says whether it lives and is ready to anybody, in codes alone', async () => {
    const server = serverWith();
    expect((await server.inject('/health')).json()).toEqual({ state: 'alive' });
    const ready = await server.inject('/ready');
    expect([ready.statusCode, ready.json()]).toEqual([200, { state: 'ready', problems: [] }]);
  });

  it('is not ready while something keeps targets from being scored, or the store is away', async () => {
    const books = [{ stage: 'declaration' as const, hasChampion: false, consignments: 5, scored: 0, due: 5, lost: 0 }];
    const blind = serverWith({ store: { ...store, scores: { ...store.scores, books: async () => books } } });
    const answer = await blind.inject('/ready');
    const goesOn = ['random-slice', 'look-outs', 'rules'];
    expect([answer.statusCode, answer.json()]).toEqual([503, { state: 'outage', problems: ['no-model'], goesOn }]);
    const away = serverWith({
      store: { ...store, history: { ...store.history, state: () => Promise.reject(new Error('password in here')) } },
    });
    const gone = await away.inject('/ready');
    expect([gone.statusCode, gone.json()]).toEqual([503, { state: 'outage', problems: ['store-unusable'] }]);
  });

  it('stays ready while the queues are away: due work waits in the database', async () => {
    const server = serverWith({ queues: { ...queues, counts: () => Promise.reject(new Error('away')) } });
    expect((await server.inject('/ready')).json()).toEqual({ state: 'ready', problems: ['queue-unavailable'] });
  });

  it('opens figures and board to the token alone', async () => {
    const server = serverWith();
    const basic = (password: string) => `Basic ${Buffer.from(`anyone:${password}`).toString('base64')}`;
    for (const url of ['/metrics', '/board', '/board/api/queues', '/nowhere']) {
      for (const authorization of [undefined, 'Bearer wrong', 'Bearer ', 'Basic !', basic('wrong'), token]) {
        const headers = authorization === undefined ? {} : { authorization };
        expect((await server.inject({ url, headers })).statusCode, `${url} ${authorization}`).toBe(401);
      }
    }
    const figures = await server.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    expect(figures.statusCode).toBe(200);
    expect(figures.body).toContain('touchstone_queue_jobs{queue="ingest-batch",state="waiting"} 2');
    expect(figures.body).toContain('touchstone_outage 0');
    const board = await server.inject({ url: '/board', headers: { authorization: basic(token) } });
    expect(board.statusCode).toBe(200);
  });

  it('opens nothing without a token of its own, and shows no traces of what fails', async () => {
    const shut = serverWith({ token: undefined });
    expect((await shut.inject({ url: '/metrics', headers: { authorization: 'Bearer undefined' } })).statusCode).toBe(
      401,
    );
    const failing = serverWith({
      store: { ...store, scores: { ...store.scores, bands: () => Promise.reject(new Error('secret')) } },
    });
    const answer = await failing.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    expect([answer.statusCode, answer.body]).toEqual([500, '{"code":"internal"}']);
  });
});
