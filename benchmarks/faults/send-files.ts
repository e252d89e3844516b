/** Hands files in as an agency's machine would that repeats what was not acknowledged. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from '../../src/services/ports.ts';
import type { QueuePort } from '../../src/services/queue-ports.ts';
import { resolveInput } from '../../src/services/read-records.ts';
import type { Store } from '../../src/services/store-ports.ts';
import { submitBatch } from '../../src/services/submit-batch.ts';
import type { FlowFile } from './make-flow.ts';

const againMs = 500;

/** What was sent. */
export interface Sending {
  readonly sent: number;
  /** Times that a file was sent again, since it was not acknowledged. */
  readonly repeats: number;
}

/** Sends files one after the other and returns once the last is acknowledged. */
export async function sendFiles(
  ports: Ports,
  store: Store,
  queues: QueuePort,
  files: readonly FlowFile[],
): Promise<Sending> {
  let repeats = 0;
  for (const { path, profile } of files) {
    const input = await resolveInput(ports, path, profile);
    for (;;) {
      try {
        await submitBatch(ports, store, queues, input);
        break;
      } catch {
        repeats++;
        await sleep(againMs);
      }
    }
  }
  return { sent: files.length, repeats };
}
