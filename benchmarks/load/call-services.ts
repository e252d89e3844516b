/** Takes a file into a store, counts and scores it and takes it into the search, by calling the services in a process of its own: `call-services.ts STORE FILE`. Prints the seconds that it took. */
import type { compose } from '../../src/compose.ts';
import type { loadConfig } from '../../src/config.ts';
import type { indexConsignments } from '../../src/services/index-consignments.ts';
import type { ingestBatch } from '../../src/services/ingest-batch.ts';
import type { resolveInput } from '../../src/services/read-records.ts';
import type { createScoringMeans, scoreDueConsignments } from '../../src/services/score-due-consignments.ts';
import type { updateHistory } from '../../src/services/update-history.ts';
import { importBuilt } from '../shared/import-built.ts';

const [location = '', path = ''] = process.argv.slice(2);
const { compose: join } = await importBuilt<{ compose: typeof compose }>('compose.js');
const config = await importBuilt<{ loadConfig: typeof loadConfig }>('config.js');
const ingest = await importBuilt<{ ingestBatch: typeof ingestBatch }>('services/ingest-batch.js');
const inputs = await importBuilt<{ resolveInput: typeof resolveInput }>('services/read-records.js');
const history = await importBuilt<{ updateHistory: typeof updateHistory }>('services/update-history.js');
const scoring = await importBuilt<{
  createScoringMeans: typeof createScoringMeans;
  scoreDueConsignments: typeof scoreDueConsignments;
}>('services/score-due-consignments.js');
const search = await importBuilt<{ indexConsignments: typeof indexConsignments }>('services/index-consignments.js');

const ports = join(config.loadConfig(process.env));
const store = await ports.openStore(location);
const started = performance.now();
await ingest.ingestBatch(ports, store, await inputs.resolveInput(ports, path, 'kcs'));
const means = scoring.createScoringMeans(ports, await ports.keys.identityKey());
await history.updateHistory(store, means.key, { count: means.count });
await scoring.scoreDueConsignments(ports, store, means);
await search.indexConsignments(store);
process.stdout.write(`${(performance.now() - started) / 1000}\n`);
await store.close();
