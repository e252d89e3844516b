/** The first start: filling an installation with the sample. */
import { AppError } from '../../errors.ts';
import { authorOf } from '../../services/change-author.ts';
import { loadSample } from '../../services/load-sample.ts';
import { loadSamplePeople } from '../../services/load-sample-people.ts';
import type { Store } from '../../services/store-ports.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { sampleLoaded, setup } from '../schemas/service.ts';

/** Routes of the first start. */
export const setupRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/setup',
    summary: 'Whether there is anything here yet.',
    permission: 'set-up',
    reply: setup,
    handle: async ({ store }) => ({
      isEmpty: await isEmpty(store),
      hasSample: (await store.people.agencies.find('AURELIA')) !== undefined,
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/setup/sample',
    summary: 'Load the sample: two simulated agencies, nine months of their trade, a model, and one demo user a role.',
    permission: 'set-up',
    reply: sampleLoaded,
    isShownOnce: true,
    handle: async ({ ports, store, queues, actor }) => {
      // Simulated goods among real ones would be worse than none.
      if (!(await isEmpty(store)))
        throw new AppError('refused', { reason: 'the sample goes into an empty store alone' });
      const users = await loadSamplePeople(ports, store, authorOf(actor));
      const workIds = await loadSample(ports, store, queues);
      return { workIds: [...workIds], users: [...users] };
    },
  }),
];

async function isEmpty(store: Store): Promise<boolean> {
  const { loading, loaded, refused } = await store.facts.countBatches();
  const work = await store.work.counts();
  return loading + loaded + refused === 0 && work.every(({ due }) => due === 0);
}
