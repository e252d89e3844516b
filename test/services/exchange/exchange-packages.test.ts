import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../src/domain/record.ts';
import { acceptPackage } from '../../../src/services/exchange/accept-package.ts';
import { openPackage } from '../../../src/services/exchange/open-package.ts';
import { packExchange } from '../../../src/services/exchange/pack-exchange.ts';
import { withdrawPackage } from '../../../src/services/exchange/withdraw-package.ts';
import { type Installation, openInstallation } from '../../factories/exchange-stores.ts';
import { makeMeasure } from '../../factories/measure-record.ts';
import { openHandling, readAtMs, recordOf } from '../../factories/shared-store.ts';

const day = 86_400_000;
let sender: Installation;
let taker: Installation;
let agreementId: number;

const measure = {
  ...makeMeasure({ reference: 'A-1', day: 18_010 }),
  id: 'AURELIA/M-1',
  agency: 'AURELIA',
  handling: openHandling('AURELIA', { europolCodes: ['H0'], nationalMarking: 'RESTRICTED', sourceGrade: 'B' }),
};

beforeAll(async () => {
  [sender, taker] = await Promise.all([openInstallation('sender'), openInstallation('taker')]);
  agreementId = await sender.agree('AURELIA', 'BOREALIS');
  await taker.agree('AURELIA', 'BOREALIS');
  await sender.trust(taker, 'BOREALIS');
  await taker.trust(sender, 'AURELIA');
  await sender.load('AURELIA', [
    recordOf('AURELIA', 'A-1', {
      day: 18_005,
      importer: { phone: '+49 30 123456', address: '=Main St 1', name: 'O\'Hara, "X"\nLtd' },
    }),
    recordOf('AURELIA', 'A-2', { day: 18_006, handling: { tlp: 'TLP:AMBER+STRICT' } }),
    recordOf('AURELIA', 'A-3', { day: 18_007, handling: { purposes: [] } }),
    recordOf('AURELIA', 'A-4', { day: 18_008, handling: { europolCodes: ['H1'] } }),
    measure,
  ]);
  await sender.load('CORVIA', [recordOf('CORVIA', 'C-1', { day: 18_005 })]);
});
afterAll(() => Promise.all([sender.close(), taker.close()]));

const pack = async (name: string, changes: Partial<Parameters<typeof packExchange>[2]> = {}) => {
  const out = join(sender.folder, name);
  const input = { agreementId, kind: 'consignments', card: taker.card, purpose: undefined, days: 14, out } as const;
  return { out, ...(await packExchange(sender.ports, sender.store, { ...input, ...changes })) };
};
const accept = (path: string) => acceptPackage(taker.ports, taker.store, path);
/** Everything that the taker's store holds of others. */
const kept = async () => {
  const records: SourceRecord[] = [];
  for await (const some of taker.store.facts.currentRecords(['declaration', 'manifest', 'examination', 'measure'])) {
    records.push(...some);
  }
  return { records, packages: (await taker.store.exchange.packages()).length };
};
const withoutOrigin = ({ origin: _, ...record }: SourceRecord) => record;

describe('a package that is refused', () => {
  let bytes: Buffer;
  let good: string;
  beforeAll(async () => {
    const { out } = await pack('good.age');
    good = out;
    bytes = readFileSync(out);
  });
  const refused = async (path: string, reason: RegExp) => {
    const before = await kept();
    await expect(accept(path)).rejects.toThrow(reason);
    expect(await kept()).toEqual(before);
  };
  const variant = (name: string, change: Buffer): string => {
    const path = join(taker.folder, name);
    writeFileSync(path, change);
    return path;
  };

  it('is one that was changed in any region, cut off or grown', async () => {
    const places = Array.from({ length: 40 }, (_, at) => Math.floor((at * (bytes.length - 1)) / 39));
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      await expect(accept(variant('changed.age', changed))).rejects.toMatchObject({ code: 'package-refused' });
    }
    for (const changed of [bytes.subarray(0, 100), bytes.subarray(0, -1), Buffer.concat([bytes, Buffer.from('x')])]) {
      await expect(accept(variant('cut.age', changed))).rejects.toMatchObject({ code: 'package-refused' });
    }
    expect(await kept()).toEqual({ records: [], packages: 0 });
  });

  it('is one for another installation, and one that its taker passed on', async () => {
    const { out } = await pack('own.age');
    await expect(openPackage(sender.ports, out)).rejects.toThrow(/encrypted for another recipient/);
    const inner = await taker.ports.exchangeKeys.open(readFileSync(out));
    const passedOn = await taker.ports.exchangeKeys.seal(inner as Uint8Array, sender.card.recipient);
    await expect(openPackage(sender.ports, variant('passed.age', Buffer.from(passedOn)))).rejects.toThrow(/passed on/);
  });

  it('is one whose manifest is not what was signed, or whose content is not what it says', async () => {
    const inner = Buffer.from((await taker.ports.exchangeKeys.open(bytes)) as Uint8Array);
    const sealed = async (change: (copy: Buffer) => void): Promise<string> => {
      const copy = Buffer.from(inner);
      change(copy);
      return variant('inner.age', Buffer.from(await sender.ports.exchangeKeys.seal(copy, taker.card.recipient)));
    };
    const purpose = inner.indexOf('customs-risk-analysis');
    await refused(await sealed((copy) => copy.write('x', purpose)), /its signature is not/);
    await refused(await sealed((copy) => copy.write('x', 0)), /no package that this program knows/);
    await refused(
      await sealed((copy) => copy.writeUInt8(copy.at(-1)! ^ 1, copy.length - 1)),
      /content is not what its manifest says/,
    );
  });

  it('is one that expired, and one of the future', async () => {
    taker.setTime(readAtMs + 14 * day);
    await refused(good, /it expired on 2019-05-1/);
    taker.setTime(readAtMs - day);
    await refused(good, /from the future/);
    taker.setTime(readAtMs);
  });

  it('is one of a key that nobody has, or that speaks for another agency', async () => {
    const stranger = await openInstallation('stranger', sender);
    const out = join(stranger.folder, 'stranger.age');
    const input = { agreementId, kind: 'consignments', card: taker.card, purpose: undefined, days: 1, out } as const;
    await packExchange(stranger.ports, stranger.store, input);
    await refused(out, /signed by a key that no partner/);
    await taker.trust(stranger, 'CORVIA');
    await refused(out, /its key speaks for CORVIA, not for AURELIA/);
  });

  it('is one that no agreement of this store gives', async () => {
    const { out } = await pack('measures.age', { kind: 'measures' });
    const [given] = await taker.store.exchange.agreements();
    taker.setTime(readAtMs + day);
    await taker.store.asAgency({ agency: 'BOREALIS', nowMs: readAtMs }, (view) =>
      view.agreements.end(given!.id, { by: 'person:1', atMs: readAtMs }),
    );
    await refused(out, /no agreement in force gives BOREALIS results of AURELIA/);
    taker.setTime(readAtMs);
    await taker.agree('AURELIA', 'BOREALIS');
  });

  it('leaves in the audit why, and nothing of what it holds', async () => {
    const { entries } = await taker.store.audit.find({ action: 'refuse-package', limit: 100 });
    expect(entries.length).toBeGreaterThan(40);
    for (const { payload } of entries)
      expect(Object.keys(JSON.parse(payload!.text)).sort()).toEqual(['reason', 'sha256']);
  });
});

describe('a package that is taken in', () => {
  it('brings what may leave, to the letter, and is taken in once', async () => {
    const { out, records, withheld, manifest } = await pack('consignments.age');
    expect({ records, withheld }).toEqual({ records: 1, withheld: 3 });
    const report = await accept(out);
    expect(report.batches).toMatchObject([{ rowsRead: 1, accepted: 1, added: 1, rejected: 0 }]);
    const sent: SourceRecord[] = [];
    for await (const some of sender.store.facts.currentRecords(['declaration'])) sent.push(...some);
    const { records: got } = await kept();
    expect(got.map(withoutOrigin)).toEqual(
      sent.filter((one) => 'consignment' in one && one.consignment.id === 'AURELIA/A-1').map(withoutOrigin),
    );
    await expect(accept(out)).rejects.toThrow(/taken in before/);
    expect(await taker.store.exchange.findPackage(manifest.id, 'accepted')).toMatchObject({ state: 'done' });
  });

  it('keeps the handling of each record, and what look-outs were made of is no other version of the find', async () => {
    await accept((await pack('m.age', { kind: 'measures' })).out);
    const { records } = await kept();
    const found = records.find(({ kind }) => kind === 'measure');
    expect(found && withoutOrigin(found)).toEqual(withoutOrigin(measure));
    const again = await accept((await pack('l.age', { kind: 'look-outs' })).out);
    expect(again.batches).toMatchObject([{ accepted: 1, added: 0, revised: 0, duplicate: 1 }]);
  });

  it('gives the fields of the agreement alone', async () => {
    const id = await sender.agree('AURELIA', 'CORVIA', { fields: ['goods'] });
    const corvia = await openInstallation('corvia', sender);
    await sender.trust(corvia, 'CORVIA');
    const { out } = await pack('goods.age', { agreementId: id, card: corvia.card });
    const { files } = await openPackage(corvia.ports, out);
    const text = Buffer.from(files[0]!).toString('utf8');
    expect(text).toContain('item.hsCode');
    expect(text).not.toMatch(/parties\.|valueAmount|Hara/);
  });

  it('can be taken out again, and then is as if it had not come', async () => {
    const { manifest } = (await taker.store.exchange.packages()).find(
      (one) => one.manifest.kind === 'consignments' && one.state === 'done',
    )!;
    const report = await withdrawPackage(taker.ports, taker.store, { id: manifest.id, ground: 'agreement ended' });
    expect(report).toMatchObject({ records: 1, facts: 1 });
    expect((await kept()).records.map(({ kind }) => kind)).toEqual(['measure']);
    await expect(withdrawPackage(taker.ports, taker.store, { id: manifest.id, ground: 'again' })).rejects.toMatchObject(
      { code: 'not-found' },
    );
  });
});

describe('packing', () => {
  it('refuses keys that are not trusted, agreements that give it not or to another, and what nobody may send', async () => {
    const { card } = sender;
    await expect(pack('x.age', { card })).rejects.toThrow(/keys are of no partner/);
    const toCorvia = await sender.agree('AURELIA', 'CORVIA', { kinds: ['results'] });
    await expect(pack('x.age', { agreementId: toCorvia })).rejects.toThrow(/gives to CORVIA/);
    const results = await sender.agree('AURELIA', 'BOREALIS', { kinds: ['results'], purposes: ['a', 'b'] });
    await expect(pack('x.age', { agreementId: results })).rejects.toThrow(/say --purpose/);
    await expect(pack('x.age', { agreementId: results, purpose: 'a' })).rejects.toThrow(
      /gives results, not consignments/,
    );
    await expect(pack('x.age', { fromMs: readAtMs })).rejects.toMatchObject({ code: 'not-enough-data' });
    await expect(pack('x.age', { agreementId: 99 })).rejects.toMatchObject({ code: 'not-found' });
  });
});
