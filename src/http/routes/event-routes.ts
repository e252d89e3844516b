/** What the service tells by itself. */
import { actorLabel } from '../../domain/actor.ts';
import { sessionIdleMs } from '../../domain/session-life.ts';
import { defineRoute, type RequestContext, type Route } from '../define-route.ts';
import { eventHubOf } from '../event-hub.ts';

/** A line now and then keeps proxies from cutting the stream off, and shows whether the session still stands. */
const beatEveryMs = 10_000;

/** Routes of events. */
export const eventRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/events',
    summary:
      'Server-sent events: `queue` when cases of your agency changed, `work` when files went on, `state` when the models in use changed. They bear no content, and end with the session.',
    permission: 'see-queue',
    handle: async (context) => stream(context),
  }),
];

async function stream(context: RequestContext): Promise<unknown> {
  const { actor, reply } = context;
  const { raw } = reply;
  const write = (text: string): void => void raw.write(text);
  const stop = eventHubOf(context).listen({
    by: actorLabel(actor),
    agency: actor.agency,
    tell: ({ event, data }) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    end: () => raw.end(),
  });
  reply.hijack();
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  write('retry: 3000\n: welcome\n\n');
  const beat = setInterval(async () => {
    if (await isSessionOver(context).catch(() => false)) raw.end();
    else write(': here\n\n');
  }, beatEveryMs);
  beat.unref();
  raw.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}

/** Looking does not count as using: a page that is only open ends with its session. */
async function isSessionOver({ request, store, ports }: RequestContext): Promise<boolean> {
  const tokenHash = request.authenticated?.signedIn?.tokenHash;
  if (tokenHash === undefined) return false;
  const nowMs = ports.clock.nowMs();
  return (await store.people.sessions.find(tokenHash, nowMs, nowMs - sessionIdleMs)) === undefined;
}
