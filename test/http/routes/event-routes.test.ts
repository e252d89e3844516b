import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventHubOf } from '../../../src/http/event-hub.ts';
import { eventRoutes } from '../../../src/http/routes/event-routes.ts';
import { createServiceServer } from '../../../src/http/service-server.ts';
import type { QueuePort } from '../../../src/services/queue-ports.ts';
import { type OpenQueue, openQueue } from '../../factories/open-queue.ts';
import { personOf } from '../../factories/serve-routes.ts';

let queue: OpenQueue;
beforeAll(async () => {
  queue = await openQueue();
}, 60_000);
afterAll(() => queue?.close());

async function serve(agency: string) {
  const server = await createServiceServer({
    means: { ports: queue.ports, store: queue.store, queues: undefined as unknown as QueuePort },
    routes: eventRoutes,
    authenticate: async () => ({
      actor: personOf(agency, 'targeting-officer', 1),
      isByCookie: true,
      mustChangePassword: false,
    }),
    pagesFolder: undefined,
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${url}/api/events`);
  return { server, answer, reader: answer.body!.pipeThrough(new TextDecoderStream()).getReader() };
}

const change = (agency: string) =>
  queue.store.asAgency({ agency, nowMs: queue.nowMs() }, ({ cases }) => cases.noteChange());

describe('events', () => {
  it('tell an agency that its own cases changed, say nothing of them, and end with the server', async () => {
    const { server, answer, reader } = await serve('TEST');
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect((await reader.read()).value).toContain('retry');
    // The first look tells from where on there is news.
    const told = reader.read();
    let isTold = false;
    void told.then(() => {
      isTold = true;
    });
    while (!isTold) {
      await change('TEST');
      await change('OTHER');
      await new Promise((done) => setTimeout(done, 200));
    }
    const [event, data] = (await told).value!.split('\n');
    expect(event).toBe('event: queue');
    expect(Object.keys(JSON.parse(data!.slice('data: '.length)))).toEqual(['changed']);
    await server.close();
    let end = await reader.read();
    while (!end.done) end = await reader.read();
    expect(end.done).toBe(true);
  }, 60_000);

  it('are given to a person in so many places and no more', async () => {
    const hub = eventHubOf(queue);
    const listener = { by: 'person:7', agency: 'TEST', tell: () => {}, end: () => {} };
    const stops = Array.from({ length: 12 }, () => hub.listen({ ...listener }));
    expect(() => hub.listen({ ...listener })).toThrow(expect.objectContaining({ code: 'rate-limited' }));
    expect(() => hub.listen({ ...listener, by: 'person:8' })()).not.toThrow();
    for (const stop of stops) stop();
  });
});
