import { describe, expect, it } from 'vitest';
import { audiences, narrowestAudience } from '../../src/domain/audience.ts';
import { type AudienceChoice, fieldsFor, forAudience } from '../../src/domain/for-audience.ts';
import type { PackTarget } from '../../src/domain/target-pack.ts';
import { packTarget, targetPack } from '../factories/target-pack.ts';

async function seenBy(choice: AudienceChoice, targets = [packTarget()]): Promise<PackTarget[]> {
  const seen: PackTarget[] = [];
  for await (const target of forAudience(targetPack(targets), choice).targets) seen.push(target);
  return seen;
}

describe('forAudience', () => {
  it('shows the own unit everything that it may read', async () => {
    expect(await seenBy({ audience: 'own-unit' })).toEqual([packTarget()]);
  });

  it('shows score, lane and place in the list to nobody else', async () => {
    for (const audience of audiences.filter((one) => one !== 'own-unit')) {
      for (const target of await seenBy({ audience, rightHolder: 'Velmonté Holdings' })) {
        expect(target).toMatchObject({ probability: undefined, lane: undefined, rank: undefined });
      }
    }
  });

  it('gives each audience its own reasons alone', async () => {
    const [officer] = await seenBy({ audience: 'examination-officer' });
    expect(officer!.reasons.map(({ text }) => text)).toEqual(['Brand named in the description']);
    const [partner] = await seenBy({ audience: 'partner-customs' });
    expect(partner!.reasons).toEqual([]);
  });

  it('gives an operator what it needs to find the goods, and nothing of why', async () => {
    expect(narrowestAudience).toBe('operator');
    const pack = forAudience(targetPack(), { audience: 'operator' });
    expect(pack).toMatchObject({ operation: undefined, policy: undefined, model: undefined, method: [] });
    expect(JSON.stringify(pack)).not.toContain('Quiet Harbour');
    const [seen] = await seenBy({ audience: 'operator' });
    const { reference, references, containers, office, place, cutOffMs, control, handling } = packTarget();
    const shown = Object.entries(seen!).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    );
    expect(Object.fromEntries(shown)).toEqual({
      reference,
      references,
      containers,
      office,
      place,
      cutOffMs,
      control,
      handling,
    });
  });

  it('gives a right holder its own rights and the nature and quantity of those goods', async () => {
    const choice = { audience: 'right-holder', rightHolder: ' velmonté holdings' } as const;
    const [seen] = await seenBy(choice, [packTarget(), packTarget({ rights: [] })]);
    expect(seen!.goods).toHaveLength(1);
    expect(seen!.goods[0]).toMatchObject({ itemNumber: 1, quantity: 40, value: undefined, originCountry: undefined });
    expect(seen!.parties).toEqual([]);
    expect(await seenBy({ audience: 'right-holder', rightHolder: 'Another' })).toEqual([]);
    expect(await seenBy({ audience: 'right-holder' })).toEqual([]);
  });

  it('shows an examination officer what stands on the parcel, and no address of anybody', async () => {
    const [seen] = await seenBy({ audience: 'examination-officer' });
    expect(seen!.parties[0]).toEqual({ role: 'seller', name: '新欣昌批发', country: 'HK', partyKind: 'business' });
    expect(seen!.rights[0]!.contact).toBeDefined();
  });

  it('keeps what a right holder names to customs from other agencies', async () => {
    for (const audience of ['partner-customs', 'police', 'court'] as const) {
      const [seen] = await seenBy({ audience });
      expect(seen!.rights[0]!.contact).toBeUndefined();
    }
  });

  it('may be read again', async () => {
    const pack = forAudience(targetPack(), { audience: 'police' });
    const count = async (): Promise<number> => {
      let read = 0;
      for await (const _ of pack.targets) read++;
      return read;
    };
    expect([await count(), await count()]).toEqual([1, 1]);
    expect(fieldsFor('police')).toContain('goods');
  });
});
