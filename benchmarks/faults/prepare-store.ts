/** What a store has before a flow begins. */
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { Ports } from '../../src/services/ports.ts';
import { promoteModel } from '../../src/services/promote-model.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import type { Flow } from './make-flow.ts';

const model = 'sample@1';

/** Makes the sample model the champion and takes in the rights records, which the history would have to be counted again for later. */
export async function prepareStore(ports: Ports, store: Store, flow: Flow): Promise<void> {
  await promoteModel(ports, store, model);
  for (const { path, profile } of flow.rights) {
    await ingestBatch(ports, store, await resolveInput(ports, path, profile));
  }
  await updateHistory(store, await ports.keys.identityKey());
}
