import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/moment.ts';
import { generateWorld } from '../../../src/synthetic/generate-world.ts';
import { defaultHabits } from '../../../src/synthetic/infringers/infringer-habits.ts';
import { campaignGroupNumber } from '../../../src/synthetic/infringers/planted-campaign.ts';
import type { SimulatedConsignment } from '../../../src/synthetic/simulated-fact.ts';
import type { WorldParameters } from '../../../src/synthetic/world-parameters.ts';
import { smallWorld } from '../../factories/small-world.ts';

function consignmentsOf(changes: Partial<WorldParameters>): SimulatedConsignment[] {
  return [
    ...generateWorld({ ...smallWorld, baseRate: 0.05, phases: [{ days: 150, rows: 15_000 }], ...changes }, 5),
  ].flatMap((fact) => (fact.kind === 'declaration' ? [fact.consignment] : []));
}

const groupOf = (consignment: SimulatedConsignment): number | undefined => consignment.items[0]!.truth.groupNumber;
const hasCircumstance = (consignment: SimulatedConsignment, name: string): boolean =>
  consignment.items[0]!.truth.circumstances.includes(name);

describe('groups of infringers', () => {
  const consignments = consignmentsOf({});
  const ofGroups = consignments.filter((consignment) => groupOf(consignment) !== undefined);

  it('share shippers, addresses and telephones between fronts', () => {
    const groups = new Map<number, SimulatedConsignment[]>();
    for (const one of ofGroups) groups.set(groupOf(one)!, [...(groups.get(groupOf(one)!) ?? []), one]);
    const shared = [...groups.values()].filter((sent) => {
      const fronts = new Map(
        sent
          .map((one) => (one.importer.partyKind === 'natural' ? one.seller : one.importer))
          .map((front) => [front.number, front]),
      );
      return fronts.size > 2 && new Set([...fronts.values()].map((front) => front.addressNumber)).size < fronts.size;
    });
    expect(shared.length / groups.size).toBeGreaterThan(0.4);
  });

  it('split orders into parcels to one address within one hour', () => {
    const split = ofGroups.filter((consignment) => hasCircumstance(consignment, 'split'));
    expect(split.length).toBeGreaterThan(20);
    const parcels = new Map<string, number>();
    for (const { importer, declaredAtMs, deliveryAddressNumber } of split) {
      const key = `${importer.number}/${declaredAtMs}/${deliveryAddressNumber}`;
      parcels.set(key, (parcels.get(key) ?? 0) + 1);
    }
    const whole = [...parcels.values()].filter((count) => count >= 2 && count <= 5).length;
    expect(whole / parcels.size).toBeGreaterThan(0.98);
  });

  it('send labels apart from the goods', () => {
    const labels = ofGroups.filter((consignment) => hasCircumstance(consignment, 'labels apart'));
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.every((one) => one.items.every((item) => item.truth.goods.family === 'packaging'))).toBe(true);
  });

  it('take a known importer’s name over their own address', () => {
    const stolen = consignmentsOf({ habits: { ...defaultHabits, hijacked: 0.5 } }).filter((consignment) =>
      hasCircumstance(consignment, 'hijacked identity'),
    );
    expect(stolen.length).toBeGreaterThan(10);
    expect(stolen.every(({ importer }) => importer.addressNumber !== importer.number)).toBe(true);
  });

  it('probe with little, push what got through, and lie low after a loss', () => {
    const probing = consignmentsOf({ habits: { ...defaultHabits, isProbing: true } }).filter(
      (consignment) => groupOf(consignment) !== undefined,
    );
    const shareOf = (course: string): number => {
      const items = probing.filter((one) => hasCircumstance(one, course)).flatMap((one) => one.items);
      return items.filter((item) => item.truth.isInfringing).length / items.length;
    };
    expect(shareOf('push')).toBeGreaterThan(0.6);
    expect(shareOf('probe')).toBeLessThan(0.5);
    expect(shareOf('rest')).toBeLessThan(0.2);
  });
});

describe('a planted campaign', () => {
  it('runs in its days, with its goods, brand and route', () => {
    const campaign = {
      fromDay: 60,
      days: 30,
      share: 0.05,
      goods: ['330300'],
      brand: 'Serafienne',
      originCountry: 'TR',
      hub: 'EG',
      agency: 'borealis',
      channel: 'express',
      mode: '4',
    } as const;
    const sent = consignmentsOf({ campaign }).filter((consignment) => groupOf(consignment) === campaignGroupNumber);
    const startMs = Date.parse(`${smallWorld.startDay}T00:00:00Z`);
    expect(sent.length).toBeGreaterThan(30);
    for (const consignment of sent) {
      const day = Math.floor((consignment.declaredAtMs - startMs) / dayMs);
      expect(day).toBeGreaterThanOrEqual(60);
      expect(day).toBeLessThan(90);
      expect(consignment).toMatchObject({ agency: 'borealis', channel: 'express', departureCountry: 'EG' });
      for (const { truth } of consignment.items) {
        if (truth.isInfringing && truth.goods.family !== 'packaging') expect(truth.goods.hs6).toBe('330300');
        if (truth.isInfringing) expect(truth.brand).toBe('Serafienne');
      }
    }
  });
});

describe('honest importers of a brand', () => {
  it('are mostly named by the right holder, and hardly ever infringe', () => {
    const facts = [...generateWorld({ ...smallWorld, phases: [{ days: 120, rows: 12_000 }] }, 6)];
    const authorised = new Set(
      facts.flatMap((fact) =>
        fact.kind === 'rights-record' ? fact.authorisedParties.map((party) => party.number) : [],
      ),
    );
    expect(authorised.size).toBeGreaterThan(15);
    const declared = facts.flatMap((fact) => (fact.kind === 'declaration' ? [fact.consignment] : []));
    const items = declared.flatMap((one) =>
      authorised.has(one.importer.number) && groupOf(one) === undefined ? one.items : [],
    );
    expect(items.length).toBeGreaterThan(200);
    expect(items.filter((item) => item.declaredBrand !== undefined).length / items.length).toBeGreaterThan(0.4);
    expect(items.filter((item) => item.truth.isInfringing).length / items.length).toBeLessThan(0.01);
  });
});
