/** The thread that PGlite runs in: one statement at a time, asked for by messages. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import type { PgliteAnswer, PgliteConnect, PgliteNotification, PgliteRequest } from './pglite-messages.ts';

const owner = parentPort!;
/** Everyone who asks: the owner, and the threads that it lets in. */
const askers = new Set<MessagePort>();
/** Who has the session for itself. */
let holder: MessagePort | undefined;
const waiting: { readonly port: MessagePort; readonly id: number }[] = [];

/** Forms that both databases give: whole numbers as numbers, and bytes as they are. */
const parsers = {
  [types.INT8]: Number,
  [types.NUMERIC]: Number,
};

// Reading this thread's own folder needs no network and no clock.
const { folder } = workerData as { readonly folder: string | undefined };
const database = await PGlite.create({ ...(folder === undefined ? {} : { dataDir: folder }), parsers });
database.onNotification((channel, payload) => {
  for (const port of askers) port.postMessage({ channel, payload } satisfies PgliteNotification);
});
serve(owner);
done(owner, 0);

function serve(port: MessagePort): void {
  askers.add(port);
  port.on('message', (request: PgliteRequest | PgliteConnect) => {
    if (request.kind === 'connect') {
      serve(request.port);
      return;
    }
    answer(port, request).catch((error: unknown) => {
      const { message, code, detail, constraint } = error as Error & Record<string, string | undefined>;
      port.postMessage({ id: request.id, error: { message, code, detail, constraint } } satisfies PgliteAnswer);
    });
  });
  port.on('close', () => {
    askers.delete(port);
    for (let at = waiting.length - 1; at >= 0; at--) if (waiting[at]!.port === port) waiting.splice(at, 1);
    // A thread that died in the middle of a transaction leaves none behind. A database that is closed by now has forgotten it.
    if (holder === port) database.query('rollback').then(passOn, passOn);
  });
}

function done(port: MessagePort, id: number, rows: readonly unknown[] = [], affectedRows = 0): void {
  port.postMessage({ id, rows, affectedRows } satisfies PgliteAnswer);
}

/** Gives the session to whoever has waited longest. */
function passOn(): void {
  const next = waiting.shift();
  holder = next?.port;
  if (next !== undefined) done(next.port, next.id);
}

async function answer(port: MessagePort, request: PgliteRequest): Promise<void> {
  const { id } = request;
  if (request.kind === 'hold') {
    if (holder !== undefined) waiting.push({ port, id });
    else {
      holder = port;
      done(port, id);
    }
  } else if (request.kind === 'free') {
    passOn();
    done(port, id);
  } else if (request.kind === 'close') {
    if (port === owner) await database.close();
    done(port, id);
    port.close();
    if (port === owner) for (const other of askers) other.close();
  } else if (request.kind === 'script') {
    await database.exec(request.sql);
    done(port, id);
  } else {
    const options = request.kind === 'copy' ? { blob: new Blob([request.text]) } : {};
    const result = await database.query(request.sql, request.kind === 'query' ? [...request.parameters] : [], options);
    done(port, id, result.rows, result.affectedRows ?? 0);
  }
}
