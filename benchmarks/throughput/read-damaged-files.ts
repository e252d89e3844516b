/** Reads and scores damaged files in a process of its own, which may die of it: `read-damaged-files.ts ORDER`, a JSON text. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { AppError } from '../../src/errors.ts';
import { type Profile, parseProfile } from '../../src/formats/profile.ts';
import { scoreConsignments } from '../../src/services/score-consignments.ts';
import type { Corruption } from '../../test/factories/corruptions.ts';
import { readWithBooks } from '../../test/factories/read-with-books.ts';
import type { DamagedFileMessage, DamagedFileOrder, DamagedFileOutcome } from './damaged-file-outcome.ts';
import { damagedFiles } from './damaged-files.ts';

type Verdict = Pick<DamagedFileOutcome, 'state' | 'detail'>;

const order = JSON.parse(process.argv[2]!) as DamagedFileOrder;
const ports = compose(loadConfig({ TOUCHSTONE_HOME: join(order.folder, 'home') }));
const files = damagedFiles((path) => readFileSync(path), order.seed, order.count);
for (let index = order.first; index < files.length; index++) {
  const file = files[index]!;
  await send({ begins: index, name: file.name });
  await send({ index, name: file.name, ...(await verdictOf(file)) });
}
process.disconnect();

async function verdictOf(file: Corruption): Promise<Verdict> {
  try {
    const read = await readVerdict(file);
    return read.state === 'unbalanced' ? read : await scoreVerdict(file, read);
  } catch (error) {
    return { state: 'crash', detail: (error as Error).stack ?? String(error) };
  }
}

/** Reads the file whole, however many rows are bad. */
async function readVerdict(file: Corruption): Promise<Verdict> {
  const { refused, rowsRead, accepted, rejected } = await readWithBooks(file.bytes, file.profile);
  if (refused !== undefined) return { state: 'refused', detail: refused.code };
  const books = `${rowsRead} = ${accepted} + ${rejected}`;
  return { state: rowsRead === accepted + rejected ? 'read' : 'unbalanced', detail: books };
}

/** Scores the file, which must give one line a row accepted, or be refused and leave nothing behind. */
async function scoreVerdict(file: Corruption, read: Verdict): Promise<Verdict> {
  const path = join(order.folder, 'damaged');
  const outPath = join(order.folder, 'scored.csv');
  writeFileSync(path, file.bytes);
  rmSync(outPath, { force: true });
  try {
    const input = { files: [{ profile: profileOf(file), path }], model: 'sample', outPath, seed: 1 };
    const { files: books, rowsScored } = await scoreConsignments(ports, input);
    const { rowsRead, accepted, rejected } = books[0]!;
    // Only declarations have scores.
    const expected = input.files[0]!.profile.recordKind === 'declaration' ? accepted : rowsScored;
    const isBalanced = rowsRead === accepted + rejected && rowsScored === expected;
    return isBalanced
      ? read
      : { state: 'unbalanced', detail: `${rowsRead} = ${accepted} + ${rejected}, ${rowsScored} scored` };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (existsSync(outPath)) return { state: 'unbalanced', detail: `refused with ${error.code}, yet scores were left` };
    return { state: 'refused', detail: error.code };
  }
}

function profileOf(file: Corruption): Profile {
  const name = file.profile.replace(/\.xlsx$/, '');
  const text = readFileSync(join(ports.folders.profiles, `${name}.yaml`), 'utf8');
  return parseProfile(name, name === file.profile ? text : text.replace('type: csv', 'type: xlsx'));
}

function send(message: DamagedFileMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, undefined, {}, (error) => (error === null ? resolve() : reject(error)));
  });
}
