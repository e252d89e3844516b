/** What a find tells to look for. */
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { LookOutSubject } from '../../domain/look-out.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Parties, Party } from '../../domain/party.ts';
import { partyKeys } from '../parties/party-keys.ts';
import { type Route, routeKey } from './route-key.ts';

/** Returns what the goods item of a find tells to look for. */
export function subjectsOfItem({ consignment, item }: GoodsItemRecord): LookOutSubject[] {
  const { departureCountry, parties } = consignment;
  return subjectsOf(parties, { originCountry: item.originCountry, departureCountry, hsCode: item.hsCode });
}

/** Returns what a measure tells by its own fields. */
export function subjectsOfMeasure(measure: Measure): LookOutSubject[] {
  const { originCountry, departureCountry, actualGoods, declaredGoods, parties } = measure;
  return subjectsOf(parties, { originCountry, departureCountry, hsCode: actualGoods.hsCode ?? declaredGoods.hsCode });
}

/** One subject a key, in a fixed order. Where goods go to is looked for only if that is a business: no look-out names a private recipient. */
function subjectsOf(parties: Parties, route: Route): LookOutSubject[] {
  const found = new Map<string, LookOutSubject>();
  const add = (subject: LookOutSubject): void => {
    if (!found.has(subject.key)) found.set(subject.key, subject);
  };
  for (const party of [parties.consignor, parties.seller]) {
    if (party === undefined) continue;
    for (const subject of [...senderSubjects(party), ...contactSubjects(party)]) add(subject);
  }
  for (const party of [parties.deliveryAddress, parties.consignee]) {
    if (party?.partyKind === 'business') for (const subject of contactSubjects(party)) add(subject);
  }
  const key = routeKey(route);
  if (key !== undefined)
    add({ kind: 'route', grade: 'weak', key, text: key.slice('route:'.length).replaceAll('|', ' ') });
  return [...found.values()];
}

function senderSubjects(party: Party): LookOutSubject[] {
  return partyKeys(party).flatMap((key): LookOutSubject[] => {
    if (key.startsWith('id:')) {
      const text = [party.name, `${party.idScheme} ${party.id}`].filter((part) => part !== undefined).join(', ');
      return [{ kind: 'sender', grade: 'strong', key: `sender:${key}`, text }];
    }
    if (!key.startsWith('name+country:')) return [];
    return [{ kind: 'sender', grade: 'fair', key: `sender:${key}`, text: `${party.name}, ${party.country}` }];
  });
}

function contactSubjects(party: Party): LookOutSubject[] {
  return partyKeys(party).flatMap((key): LookOutSubject[] => {
    if (key.startsWith('address:')) {
      const text = [party.address, party.country].filter((part) => part !== undefined).join(', ');
      return [{ kind: 'address', grade: 'strong', key, text }];
    }
    return key.startsWith('phone:') ? [{ kind: 'phone', grade: 'strong', key, text: party.phone! }] : [];
  });
}
