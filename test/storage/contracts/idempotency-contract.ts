/** What every port of repeated requests keeps to. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { IdempotencyPort, RepeatableRequest } from '../../../src/services/idempotency-ports.ts';

/** Ports on one database. */
export interface IdempotencyContract {
  readonly idempotency: () => IdempotencyPort;
  readonly empty: () => Promise<void>;
}

const dayMs = 86_400_000;
const request = (changes: Partial<RepeatableRequest> = {}): RepeatableRequest => ({
  actor: 'person:1',
  key: 'key-one-1',
  route: 'POST /api/cases',
  requestHash: new Uint8Array(32).fill(1),
  nowMs: 1000,
  ...changes,
});

/** Defines the contract's tests. */
export function describeIdempotencyContract({ idempotency, empty }: IdempotencyContract): void {
  beforeEach(() => empty());

  describe('a request that may be repeated', () => {
    it('is done once, however many ask at once', async () => {
      const states = await Promise.all(Array.from({ length: 6 }, () => idempotency().begin(request())));
      expect(states.map(({ state }) => state).sort()).toEqual(
        [...Array(1).fill('new'), ...Array(5).fill('running')].sort(),
      );
      await idempotency().finish(request(), { status: 201, body: '{"id":1}' });
      expect(await idempotency().begin(request({ nowMs: 2000 }))).toEqual({
        state: 'done',
        status: 201,
        body: '{"id":1}',
      });
    });

    it('is its actor’s and its route’s own, and stands for one content', async () => {
      await idempotency().begin(request());
      expect(await idempotency().begin(request({ actor: 'person:2' }))).toEqual({ state: 'new' });
      expect(await idempotency().begin(request({ route: 'POST /api/other' }))).toEqual({ state: 'new' });
      const other = request({ requestHash: new Uint8Array(32).fill(2) });
      expect(await idempotency().begin(other)).toEqual({ state: 'different' });
      await idempotency().finish(request(), { status: 200, body: '' });
      expect(await idempotency().begin(other)).toEqual({ state: 'different' });
    });

    it('is new again when it was given up, when it was cut off, and after a day', async () => {
      await idempotency().begin(request());
      await idempotency().abandon(request());
      expect(await idempotency().begin(request())).toEqual({ state: 'new' });
      expect(await idempotency().begin(request({ nowMs: 600_999 }))).toEqual({ state: 'running' });
      expect(await idempotency().begin(request({ nowMs: 601_000 }))).toEqual({ state: 'new' });
      await idempotency().finish(request(), { status: 200, body: 'x' });
      await idempotency().abandon(request());
      expect(await idempotency().begin(request({ nowMs: 600_999 + dayMs }))).toMatchObject({ state: 'done' });
      const other = request({ nowMs: 601_000 + dayMs, requestHash: new Uint8Array(32).fill(2) });
      expect(await idempotency().begin(other)).toEqual({ state: 'new' });
    });
  });
}
