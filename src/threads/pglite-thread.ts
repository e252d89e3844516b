/** The thread that PGlite runs in: one statement at a time, asked for by messages. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { PgliteAnswer, PgliteNotification, PgliteRequest } from './pglite-messages.ts';

const port = parentPort!;

/** Forms that both databases give: whole numbers as numbers, and bytes as they are. */
const parsers = {
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
};

// Reading this thread's own folder needs no network and no clock.
const { folder } = workerData as { readonly folder: string | undefined };
const database = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), parsers });
database.onNotification((channel, payload) => {
  port.postMessage({ channel, payload } satisfies PgliteNotification);
});
port.postMessage({ id: 0, rows: [], affectedRows: 0 } satisfies PgliteAnswer);

port.on('message', (request: PgliteRequest) => {
  answer(request).catch((error: unknown) => {
    const { message, code, detail, constraint } = error as Error & Record<string, string | undefined>;
    port.postMessage({ id: request.id, error: { message, code, detail, constraint } } satisfies PgliteAnswer);
  });
});

async function answer(request: PgliteRequest): Promise<void> {
  if (request.kind === 'close') {
    await database.close();
    port.postMessage({ id: request.id, rows: [], affectedRows: 0 } satisfies PgliteAnswer);
    port.close();
    return;
  }
  if (request.kind === 'script') {
    await database.exec(request.sql);
    port.postMessage({ id: request.id, rows: [], affectedRows: 0 } satisfies PgliteAnswer);
    return;
  }
  const options = request.kind === 'copy' ? { blob: new Blob([request.text]) } : {};
  const result = await database.query(request.sql, request.kind === 'query' ? [...request.parameters] : [], options);
  port.postMessage({
    id: request.id,
    rows: result.rows,
    affectedRows: result.affectedRows ?? 0,
  } satisfies PgliteAnswer);
}
