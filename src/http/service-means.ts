/** What the service's routes work with. */
import type { Ports } from '../services/ports.ts';
import type { QueuePort } from '../services/queue-ports.ts';
import type { Store } from '../services/store-ports.ts';

/** Ports, the store as a whole and the queues. Case data is read and changed through the view of a request, not through `store`. */
export interface ServiceMeans {
  readonly ports: Ports;
  readonly store: Store;
  readonly queues: QueuePort;
}
