/** Takes the evil files of an order into a store, one after the other, in a process that may be killed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { AppError } from '../../src/errors.ts';
import { parseProfile } from '../../src/formats/profile.ts';
import { ingestBatch } from '../../src/services/ingest-batch.ts';
import { updateHistory } from '../../src/services/update-history.ts';
import type { Corruption } from '../../test/factories/corruptions.ts';
import type { DamagedFileMessage, DamagedFileOutcome } from '../throughput/damaged-file-outcome.ts';
import { type EvilFileOrder, evilFiles } from './evil-file-order.ts';

const order = JSON.parse(process.argv[2]!) as EvilFileOrder;
const ports = compose(loadConfig({ TOUCHSTONE_HOME: join(order.folder, 'home') }));
const store = await ports.openStore(order.store);
const files = evilFiles(order);
for (let index = order.first; index < files.length; index++) {
  const file = files[index]!;
  await send({ begins: index, name: file.name });
  await send({ index, name: file.name, ...(await outcomeOf(file)) });
}
await updateHistory(store, await ports.keys.identityKey());
await store.close();
process.disconnect();

/** A file is loaded with balanced books, or refused with a code that stands for an exit code of the caller's making; anything else is a crash. */
async function outcomeOf(file: Corruption): Promise<Pick<DamagedFileOutcome, 'state' | 'detail'>> {
  const path = join(order.folder, `${order.source}-file`);
  writeFileSync(path, file.bytes);
  try {
    const report = await ingestBatch(ports, store, { profile: profileOf(file), path });
    const { rowsRead, accepted, rejected, added, revised, duplicate } = report;
    const isBalanced = rowsRead === accepted + rejected && accepted === added + revised + duplicate;
    return { state: isBalanced ? 'read' : 'unbalanced', detail: JSON.stringify(report) };
  } catch (error) {
    if (error instanceof AppError && exitCodeOf(error) === 2) return { state: 'refused', detail: error.code };
    return { state: 'crash', detail: (error as Error).stack ?? String(error) };
  }
}

function profileOf({ profile }: Corruption): ReturnType<typeof parseProfile> {
  const name = profile.replace(/\.xlsx$/, '');
  const text = readFileSync(join(ports.folders.profiles, `${name}.yaml`), 'utf8');
  return parseProfile(name, name === profile ? text : text.replace('type: csv', 'type: xlsx'));
}

function send(message: DamagedFileMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}
