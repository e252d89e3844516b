/** Whether a package that was changed anywhere is refused. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agreement } from '../../src/domain/agreement.ts';
import { defaultHandling } from '../../src/domain/handling.ts';
import { AppError } from '../../src/errors.ts';
import { manifestHandling } from '../../src/formats/exchange/exchange-manifest.ts';
import { makeExchangeCard } from '../../src/services/exchange/make-exchange-card.ts';
import { openPackage } from '../../src/services/exchange/open-package.ts';
import { sealPackage } from '../../src/services/exchange/seal-package.ts';
import type { Ports } from '../../src/services/ports.ts';
import type { Store } from '../../src/services/store-ports.ts';
import type { BenchRow } from '../shared/bench-row.ts';

type Compose = typeof import('../../src/compose.ts');
type Config = typeof import('../../src/config.ts');

/** Changes every byte of a package in turn, and hands it to the wrong installation and too late. */
export async function measurePackages(
  { compose }: Compose,
  { loadConfig }: Config,
  tell: (text: string) => void,
): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-packages-'));
  try {
    const home = (name: string): Ports => compose(loadConfig({ TOUCHSTONE_HOME: join(folder, name) }));
    const [sender, taker] = [home('sender'), home('taker')];
    const path = join(folder, 'package.age');
    await seal(sender, taker, path);
    const bytes = readFileSync(path);
    const changed = join(folder, 'changed.age');
    let accepted = 0;
    const isOpened = async (ports: Ports, file: string): Promise<boolean> => {
      try {
        await openPackage(ports, file);
        return true;
      } catch (error) {
        if (error instanceof AppError && error.code === 'package-refused') return false;
        throw error;
      }
    };
    for (let at = 0; at < bytes.length; at++) {
      const copy = Buffer.from(bytes);
      copy[at]! ^= 1 << (at % 8);
      writeFileSync(changed, copy);
      if (await isOpened(taker, changed)) accepted++;
    }
    const late = { ...taker, clock: { ...taker.clock, nowMs: () => Date.now() + 15 * 86_400_000 } };
    const wrong = Number(await isOpened(sender, path)) + Number(await isOpened(late, path));
    tell(`${bytes.length} changed packages, ${accepted} accepted`);
    if (!(await isOpened(taker, path))) throw new Error('the sound package is refused');
    return [
      { name: 'packages with one byte changed', value: bytes.length, unit: 'packages' },
      { name: 'packages with one byte changed that were accepted', value: accepted, unit: 'packages', goal: '== 0' },
      { name: 'packages for another, or expired, that were accepted', value: wrong, unit: 'packages', goal: '== 0' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function seal(sender: Ports, taker: Ports, path: string): Promise<void> {
  const agreement: Agreement = {
    id: 1,
    giver: 'A',
    taker: 'B',
    kinds: ['consignments'],
    purposes: ['customs-risk-analysis'],
    gateway: undefined,
    fields: ['goods'],
    maximumTlp: 'TLP:AMBER',
    onwardSharing: 'no',
    fromMs: 0,
    toMs: undefined,
    retentionDays: 30,
    proposed: { by: 'person:1', atMs: 0 },
    signedByGiver: undefined,
    signedByTaker: undefined,
    ended: undefined,
  };
  const card = await makeExchangeCard(taker, 'taker');
  const partner = { ...card, id: 1, agency: 'B', addedAtMs: 0, addedBy: 'command', removedAtMs: undefined };
  const handling = manifestHandling({ ...defaultHandling('A'), tlp: 'TLP:AMBER', purposes: ['customs-risk-analysis'] });
  const files = [{ name: 'records-1.csv', handling, rows: 2, bytes: Buffer.from('recordKind\ndeclaration\n') }];
  const store = { exchange: { keepPackage: async () => true }, audit: { append: async () => {} } } as unknown as Store;
  const toSend = {
    kind: 'consignments',
    partner,
    agreement,
    from: 'A',
    purpose: 'customs-risk-analysis',
    days: 14,
    files,
  } as const;
  await sealPackage(sender, store, toSend, path);
}
