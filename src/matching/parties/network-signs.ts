/** Signs, among consignments that are open together, that an organised network sends them. */
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import { hs4 } from '../../domain/hs-code.ts';
import type { Party } from '../../domain/party.ts';
import { normalisedName, partyIdentity } from '../../domain/party-identity.ts';
import { partyKeys } from './party-keys.ts';

/**
 * The signs. `split`: three or more consignments of one sender to one receiver on one day (OECD and EUIPO, Misuse of Small Parcels, 2018). `labels-apart`: one receiver is sent
 * labels or packaging, and other goods in other consignments (OECD and EUIPO, Mapping Global Trade in Fakes, 2025: parts, labels and packaging travel apart and are put together near
 * the market). `shared-contact`: the sender's address, telephone or mailbox is that of a sender of another name (own formulation).
 */
const networkSigns = ['split', 'labels-apart', 'shared-contact'] as const;
/** A sign of {@link networkSigns}. */
export type NetworkSign = (typeof networkSigns)[number];

/** Headings of labels, packaging and closures (HS 2022). */
const labelHeadings = new Set(['3923', '4821', '5807', '9606', '9607']);
const splitFrom = 3;

interface Traces {
  readonly senders: readonly string[];
  readonly contacts: readonly string[];
  /** Sender, receiver and day. */
  readonly pair: string | undefined;
  readonly receiver: string | undefined;
  readonly hasLabels: boolean;
}

/** Gathers consignments, and then tells the signs of each. Private people as receivers are left out: a neighbour's address is no sign. */
export class NetworkFinder {
  private readonly traces = new Map<string, Traces>();
  private readonly pairs = new Map<string, number>();
  private readonly sendersOf = new Map<string, Set<string>>();
  private readonly labelsTo = new Set<string>();
  private readonly goodsTo = new Set<string>();

  /**
   * Takes a consignment.
   * @param day on which it arrives, `2026-10-05`.
   */
  add(id: string, records: readonly GoodsItemRecord[], day: string): void {
    const { parties } = records[0]!.consignment;
    const sending = [parties.seller, parties.consignor].filter((party) => party !== undefined);
    const senders = [...new Set(sending.flatMap((party) => partyIdentity(party) ?? []))];
    const contacts = [...new Set(sending.flatMap(contactsOf))];
    const receiver = receiverOf(parties.importer) ?? receiverOf(parties.consignee);
    const pair = receiver === undefined || senders[0] === undefined ? undefined : `${senders[0]}|${receiver}|${day}`;
    const hasLabels = records.some(({ item }) => labelHeadings.has(hs4(item.hsCode ?? '') ?? ''));
    this.traces.set(id, { senders, contacts, pair, receiver, hasLabels });
    if (pair !== undefined) this.pairs.set(pair, (this.pairs.get(pair) ?? 0) + 1);
    if (receiver !== undefined) (hasLabels ? this.labelsTo : this.goodsTo).add(receiver);
    for (const contact of contacts) {
      const known = this.sendersOf.get(contact) ?? new Set();
      for (const { name } of sending) if (name !== undefined) known.add(nameOf(name));
      this.sendersOf.set(contact, known);
    }
  }

  /** Returns the signs of a consignment that was taken, once all are. */
  signsOf(id: string): NetworkSign[] {
    const own = this.traces.get(id);
    if (own === undefined) return [];
    const { pair, receiver, contacts, hasLabels } = own;
    const others = hasLabels ? this.goodsTo : this.labelsTo;
    const found: { readonly [sign in NetworkSign]: boolean } = {
      'split': pair !== undefined && this.pairs.get(pair)! >= splitFrom,
      'labels-apart': receiver !== undefined && others.has(receiver),
      'shared-contact': contacts.some((contact) => this.sendersOf.get(contact)!.size > 1),
    };
    return networkSigns.filter((sign) => found[sign]);
  }
}

function contactsOf(party: Party): string[] {
  return partyKeys(party).filter((key) => /^(address|phone|email):/.test(key));
}

function receiverOf(party: Party | undefined): string | undefined {
  return party === undefined || party.partyKind === 'natural' ? undefined : partyIdentity(party);
}

/** The name alone: two identifiers of one name are no two senders. */
function nameOf(name: string): string {
  return normalisedName(name);
}
