/** Watches what changes, once for everybody of an agency who listens to this process. */
import { AppError } from '../errors.ts';
import type { ServiceMeans } from './service-means.ts';

/** Something that changed. It bears no content: whoever may see it asks for it. */
interface ServiceEvent {
  readonly event: 'queue' | 'work' | 'state';
  readonly data: object;
}

/** Somebody who listens. */
export interface EventListener {
  /** Label of the actor. */
  readonly by: string;
  readonly agency: string;
  tell(event: ServiceEvent): void;
  /** The server closes. */
  end(): void;
}

const lookEveryMs = 1000;
/** The models in use change seldom. */
const stateEveryLooks = 5;
const batchesSeen = 20;
/** Windows of a person that may be open at once. */
const mostOfOne = 12;

interface Watched {
  readonly listeners: Set<EventListener>;
  queueVersion: number | undefined;
  batches: string | undefined;
}

/** One for each set of means; it looks only while somebody listens. */
export class EventHub {
  private readonly means: Pick<ServiceMeans, 'store' | 'ports'>;
  private readonly byAgency = new Map<string, Watched>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looks = 0;
  private models: string | undefined;

  constructor(means: Pick<ServiceMeans, 'store' | 'ports'>) {
    this.means = means;
  }

  /**
   * Lets somebody listen to what concerns its agency; returns what ends it.
   * @throws `rate-limited` for one who listens in too many places.
   */
  listen(listener: EventListener): () => void {
    const { agency, by } = listener;
    const watched = this.byAgency.get(agency) ?? { listeners: new Set(), queueVersion: undefined, batches: undefined };
    if ([...watched.listeners].filter((one) => one.by === by).length >= mostOfOne) {
      throw new AppError('rate-limited', { seconds: 60 });
    }
    this.byAgency.set(agency, watched);
    watched.listeners.add(listener);
    this.timer ??= this.later();
    return () => {
      watched.listeners.delete(listener);
      if (watched.listeners.size === 0 && this.byAgency.get(agency) === watched) this.byAgency.delete(agency);
      if (this.byAgency.size > 0) return;
      clearTimeout(this.timer);
      this.timer = undefined;
    };
  }

  /** Ends all listening: a server that closes does not wait for those who only listen. */
  close(): void {
    for (const { listeners } of this.byAgency.values()) for (const listener of [...listeners]) listener.end();
  }

  private later(): ReturnType<typeof setTimeout> {
    return setTimeout(async () => {
      try {
        await this.look();
      } catch {
        // A database that is away tells nothing new.
      }
      this.timer = this.byAgency.size === 0 ? undefined : this.later();
    }, lookEveryMs).unref();
  }

  private async look(): Promise<void> {
    for (const [agency, watched] of this.byAgency) await this.lookAt(agency, watched);
    if (this.looks++ % stateEveryLooks !== 0) return;
    const models = JSON.stringify(await this.means.store.models.list());
    if (this.models !== undefined && models !== this.models) {
      for (const { listeners } of this.byAgency.values()) tell(listeners, { event: 'state', data: {} });
    }
    this.models = models;
  }

  private async lookAt(agency: string, watched: Watched): Promise<void> {
    const scope = { agency, nowMs: this.means.ports.clock.nowMs() };
    const { version, batches } = await this.means.store.asAgency(scope, async (view) => ({
      version: (await view.cases.state()).version,
      batches: JSON.stringify(
        (await view.batches.list({ beforeId: undefined, limit: batchesSeen })).map(({ id, state, rowsDone }) => [
          id,
          state,
          rowsDone,
        ]),
      ),
    }));
    const { queueVersion: before, batches: batchesBefore } = watched;
    watched.queueVersion = version;
    watched.batches = batches;
    if (before !== undefined && version !== before) {
      tell(watched.listeners, { event: 'queue', data: { changed: Math.max(1, version - before) } });
    }
    if (batchesBefore !== undefined && batches !== batchesBefore) tell(watched.listeners, { event: 'work', data: {} });
  }
}

function tell(listeners: ReadonlySet<EventListener>, event: ServiceEvent): void {
  for (const listener of listeners) listener.tell(event);
}

const hubs = new WeakMap<object, EventHub>();

/** Returns the hub of a store, the same for all who ask. */
export function eventHubOf(means: Pick<ServiceMeans, 'store' | 'ports'>): EventHub {
  const hub = hubs.get(means.store) ?? new EventHub(means);
  hubs.set(means.store, hub);
  return hub;
}
