/** By which keys a goods item meets look-outs. */
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { partyKeys } from '../parties/party-keys.ts';
import { routeKey } from './route-key.ts';

/** Returns the keys of a goods item's senders, of the addresses and telephones of both ends, and of its route, each once. */
export function lookOutKeys({ consignment, item }: GoodsItemRecord): string[] {
  const keys = new Set<string>();
  const { consignor, seller, deliveryAddress, consignee } = consignment.parties;
  for (const party of [consignor, seller]) {
    if (party === undefined) continue;
    for (const key of partyKeys(party)) {
      if (key.startsWith('id:') || key.startsWith('name+country:')) keys.add(`sender:${key}`);
    }
  }
  for (const party of [consignor, seller, deliveryAddress, consignee]) {
    if (party === undefined) continue;
    for (const key of partyKeys(party)) if (key.startsWith('address:') || key.startsWith('phone:')) keys.add(key);
  }
  const route = routeKey({
    originCountry: item.originCountry,
    departureCountry: consignment.departureCountry,
    hsCode: item.hsCode,
  });
  if (route !== undefined) keys.add(route);
  return [...keys];
}
