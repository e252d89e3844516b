import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerDeconfliction } from '../../../src/services/deconfliction/answer-deconfliction.ts';
import { closeDeconfliction, confirmDeconfliction } from '../../../src/services/deconfliction/close-deconfliction.ts';
import { finishDeconfliction } from '../../../src/services/deconfliction/finish-deconfliction.ts';
import { offerDeconfliction } from '../../../src/services/deconfliction/offer-deconfliction.ts';
import { recordOutcome } from '../../../src/services/deconfliction/record-outcome.ts';
import { acceptPackage } from '../../../src/services/exchange/accept-package.ts';
import { openPackage } from '../../../src/services/exchange/open-package.ts';
import { type Installation, openInstallation } from '../../factories/exchange-stores.ts';
import { readAtMs } from '../../factories/shared-store.ts';

const day = 86_400_000;
const listA = `reference,contact,name,partyKind,country,address,phone,id,idScheme,consignment
case 1,Officer Aye,Müller Trading GmbH,business,DE,"Hauptstr. 5, 10115 Berlin",,,,
case 2,Officer Aye,Sekretna Firma OOO,business,UA,,+380 44 123 45 67,,,
case 3,Officer Two,,,,,,,,RR123456785CN
case 4,,,,DE,"Lagerhaus 7, 20095 Hamburg",,,,
`;
const listB = `reference,contact,name,partyKind,country,address,phone,id,idScheme,consignment
op 9,Officer Bee,TRADING MUELLER,business,DE,,,,,
op 10,Officer Bee,Andere Waren AG,business,CH,,,,,
op 11,Officer Cee,,,,,,,,rr 123456785 cn
op 12,Officer Cee,,,DE,"20095 Hamburg, Lagerhaus 7",,,,
`;
let a: Installation;
let b: Installation;
let byA: number;
let byB: number;

beforeAll(async () => {
  [a, b] = await Promise.all([openInstallation('a'), openInstallation('b')]);
  for (const one of [a, b]) {
    const given = await one.agree('AURELIA', 'BOREALIS');
    const taken = await one.agree('BOREALIS', 'AURELIA');
    if (one === a) byA = given;
    else byB = taken;
  }
  await a.trust(b, 'BOREALIS');
  await b.trust(a, 'AURELIA');
  writeFileSync(join(a.folder, 'list.csv'), listA);
  writeFileSync(join(b.folder, 'list.csv'), listB);
});
afterAll(() => Promise.all([a.close(), b.close()]));

let time = readAtMs;
/** Steps of a session; each begins a month later than the last, so that no rate is met. */
const run = async (revealsContacts: boolean) => {
  time += 31 * day;
  for (const one of [a, b]) one.setTime(time);
  const path = (one: Installation, name: string) => join(one.folder, name);
  const ofA = { list: path(a, 'list.csv'), agreementId: byA, liaison: 'Liaison A', revealsContacts };
  const ofB = { list: path(b, 'list.csv'), agreementId: byB, liaison: 'Liaison B', revealsContacts: true };
  const files = {
    offer: path(a, 'offer'),
    answer: path(b, 'answer'),
    finish: path(a, 'finish'),
    close: path(b, 'close'),
  };
  return {
    files,
    ofA,
    ofB,
    offer: () => offerDeconfliction(a.ports, a.store, { ...ofA, card: b.card, out: files.offer }),
    answer: () => answerDeconfliction(b.ports, b.store, files.offer, { ...ofB, out: files.answer }),
    finish: () => finishDeconfliction(a.ports, a.store, files.answer, { ...ofA, out: files.finish }),
    close: () => closeDeconfliction(b.ports, b.store, files.finish, { ...ofB, out: files.close }),
    confirm: () => confirmDeconfliction(a.ports, a.store, files.close),
  };
};

describe('a session of deconfliction', () => {
  it('tells both sides the same overlaps, and contacts where both reveal them', async () => {
    const session = await run(true);
    const offered = await session.offer();
    expect(offered).toMatchObject({ rows: 4 });
    const answered = await session.answer();
    expect(answered).toMatchObject({
      session: offered.session,
      otherElements: offered.elements,
      otherLiaison: 'Liaison A',
    });
    const ofA = await session.finish();
    expect(ofA).toMatchObject({ matchedRows: 3, rows: 4, otherRows: 4, otherLiaison: 'Liaison B' });
    // One party is found by its name as a whole and by its longest word.
    expect(ofA.overlaps.map(({ ownReferences }) => ownReferences[0]).sort()).toEqual([
      'case 1',
      'case 1',
      'case 3',
      'case 4',
    ]);
    const ofB = await session.close();
    expect(ofB.matchedRows).toBe(3);
    expect(ofB.overlaps.map(({ reference }) => reference)).toEqual(ofA.overlaps.map(({ reference }) => reference));
    const contact = (own: string) =>
      ofB.overlaps.find(({ ownReferences }) => ownReferences.includes(own))?.otherContact;
    expect([contact('op 9'), contact('op 11'), contact('op 12')]).toEqual(['Officer Aye', 'Officer Two', undefined]);
    expect(await session.confirm()).toEqual({ session: offered.session, overlaps: 4, contacts: 4 });
    const [first] = await a.store.deconfliction.overlaps(offered.session);
    await recordOutcome(a.ports, a.store, { session: offered.session, reference: first!.reference, outcome: 'joint' });
    expect((await a.store.deconfliction.overlaps(offered.session))[0]).toMatchObject({ outcome: 'joint' });
    for (const one of [a, b]) {
      expect(await one.store.deconfliction.find(offered.session)).toMatchObject({
        state: 'done',
        secret: undefined,
        kept: undefined,
      });
    }
  });

  it('tells no contact where one side does not', async () => {
    const session = await run(false);
    await session.offer();
    await session.answer();
    await session.finish();
    const { overlaps } = await session.close();
    expect(overlaps.map(({ otherContact }) => otherContact)).toEqual(Array(4).fill(undefined));
    expect(await session.confirm()).toMatchObject({ contacts: 0 });
  });

  it('sends nothing of a list but its size: neither names, references nor what could be compared without the secret', async () => {
    const session = await run(true);
    await session.offer();
    const once = (await openPackage(b.ports, session.files.offer)).files;
    await session.offer().catch(() => {});
    const again = (await openPackage(b.ports, session.files.offer)).files;
    for (const files of [once, again]) {
      for (const text of ['ller', 'case', 'Officer', 'RR123456785CN']) {
        expect(Buffer.concat(files).toString('latin1')).not.toContain(text);
      }
    }
    const elements = (files: readonly Uint8Array[]) => Buffer.from(files[1]!).toString('hex').match(/.{64}/g)!;
    expect(elements(once).filter((element) => elements(again).includes(element))).toEqual([]);
  });

  it('refuses a step twice, of another session or kind, and another list', async () => {
    const session = await run(true);
    await session.offer();
    const offer = readFileSync(session.files.offer);
    await session.answer();
    await expect(session.answer()).rejects.toThrow(/taken in before/);
    await expect(acceptPackage(b.ports, b.store, session.files.offer)).rejects.toThrow(/taken in before/);
    await expect(
      closeDeconfliction(b.ports, b.store, session.files.offer, { ...session.ofB, out: session.files.close }),
    ).rejects.toMatchObject({ code: 'package-refused' });
    writeFileSync(session.ofA.list, listA.replace('case 2', 'case 5'));
    await expect(session.finish()).rejects.toThrow(/not the list that the session began with/);
    writeFileSync(session.ofA.list, listA);
    await session.finish();
    await expect(session.finish()).rejects.toMatchObject({ code: 'package-refused' });
    expect(offer.length).toBeGreaterThan(0);
  });

  it('cannot be asked for past its rate, by either side', async () => {
    const session = await run(true);
    await session.offer();
    await session.answer();
    await session.offer();
    await session.answer();
    await expect(session.offer()).rejects.toMatchObject({ code: 'rate-limited' });
    // An installation that keeps no rate itself is stopped by the other's.
    const lawless = { ...a.store, deconfliction: { ...a.store.deconfliction, countSince: async () => 0 } };
    await offerDeconfliction(a.ports, lawless, { ...session.ofA, card: b.card, out: session.files.offer });
    await expect(session.answer()).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('names row and column of a bad list', async () => {
    const session = await run(true);
    const bad = join(a.folder, 'bad.csv');
    for (const [text, reason] of [
      ['reference,country\nx,Germany\n', /row 2, column country: GERMANY/],
      ['reference,nom\nx,y\n', /column nom is none of/],
      ['reference,name\n,y\n', /row 2, column reference: missing/],
      ['reference,partyKind\nx,firm\n', /column partyKind: firm/],
    ] as const) {
      writeFileSync(bad, text);
      await expect(
        offerDeconfliction(a.ports, a.store, { ...session.ofA, list: bad, card: b.card, out: session.files.offer }),
      ).rejects.toThrow(reason);
    }
  });
});
