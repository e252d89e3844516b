/** Gathers what an investigator needs of a case: what it is linked to, measures, a timeline and leads. */
import type { GoodsItemRecord } from '../../domain/goods-item.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Party, PartyRole } from '../../domain/party.ts';
import { isGoodsItemRecord, type SourceRecord } from '../../domain/record.ts';
import { partyKeys } from '../../matching/parties/party-keys.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { caseToRead, requireUnsealed } from '../case-author.ts';
import type { ReviewCase } from '../case-ports.ts';
import { sights } from '../extract-person.ts';
import { goodsKeys } from '../operation-facts.ts';
import type { SearchReader } from '../search-consignments.ts';
import { type TimelineEvent, timelineOf } from './referral-timeline.ts';

/** Something that two records have in common. */
export interface ReferralLink {
  readonly kind: 'name' | 'address' | 'phone' | 'identifier' | 'email' | 'goods';
  /** As the case's own record says it. */
  readonly text: string;
}

/** Another consignment that shares something with the case. */
interface LinkedConsignment {
  readonly reference: string;
  readonly agency: string;
  readonly stage: string;
  readonly occurredAtMs: number;
  readonly description: string | undefined;
  readonly departureCountry: string | undefined;
  readonly links: readonly ReferralLink[];
  readonly markings: readonly string[];
}

/** A measure that shares something with the case, or was taken on a consignment that does. */
interface LinkedMeasure {
  readonly id: string;
  readonly agency: string;
  readonly measureKind: Measure['measureKind'];
  readonly outcome: Measure['outcome'];
  readonly occurredAtMs: number;
  readonly brand: string | undefined;
  readonly links: readonly ReferralLink[];
  readonly markings: readonly string[];
}

/** Something to follow: shared by several records, or named by a look-out. */
interface ReferralLead extends ReferralLink {
  readonly consignments: number;
  readonly measures: number;
}

/** A referral bundle. Everything in it is a record or a count of records; nothing is a finding of guilt. */
export interface ReferralBundle {
  readonly case: Pick<ReviewCase, 'id' | 'reference' | 'office' | 'channel' | 'decision' | 'reason' | 'summary'>;
  readonly madeAtMs: number;
  readonly purpose: string;
  readonly consignments: readonly LinkedConsignment[];
  readonly measures: readonly LinkedMeasure[];
  /** Beyond what is listed. */
  readonly more: { readonly consignments: number; readonly measures: number };
  readonly timeline: readonly TimelineEvent[];
  /** Most records first. */
  readonly leads: readonly ReferralLead[];
  readonly lookOuts: readonly { readonly kind: string; readonly grade: string; readonly subject: string }[];
}

const mostConsignments = 500;
const mostMeasures = 200;
/** Whoever carries or declares for thousands links nothing. */
const serviceRoles: readonly PartyRole[] = ['platform', 'declarant', 'forwarder', 'carrier'];

type ReferralView = Pick<AgencyView, 'cases' | 'caseSources' | 'facts' | 'persons' | 'agreements'>;

/**
 * Looks through every record that the reader may see for what shares a party, an address, a number or the goods themselves with the case.
 * @throws `not-found`; `forbidden` for what is under seal.
 */
export async function gatherReferral(
  view: ReferralView,
  reader: SearchReader,
  caseId: number,
): Promise<ReferralBundle> {
  const found = await caseToRead(view, caseId);
  requireUnsealed(found, reader.actor);
  const records = await view.facts.itemsOf([found.reference]);
  const known = linksOf(records);
  const sightOf = await sights(view, reader);
  const consignments = new Map<string, LinkedConsignment>();
  const measures = new Map<string, LinkedMeasure>();
  for await (const versions of view.persons.versions(['declaration', 'manifest', 'measure'])) {
    for (const { record } of versions) {
      const links = sharedLinks(record, known);
      if (links.length === 0 || nameOf(record) === found.reference) continue;
      const sight = sightOf({ agency: agencyOf(record), record: record as Parameters<typeof sightOf>[0]['record'] });
      const isByParty = links.some(({ kind }) => kind !== 'goods');
      if (!sight.maySee || (isByParty && !sight.fields.includes('parties'))) continue;
      const hasGoods = sight.fields.includes('goods');
      if (isGoodsItemRecord(record)) {
        consignments.set(record.consignment.id, linkedConsignment(record, links, hasGoods, sight.markings));
      } else if (record.kind === 'measure' && !record.isRetracted) {
        measures.set(record.id, linkedMeasure(record, links, sight.markings));
      }
    }
  }
  const inOrder = [...consignments.values()].sort((a, b) => b.links.length - a.links.length || byTime(b, a));
  const allMeasures = [...measures.values()].sort((a, b) => byTime(b, a));
  const examinations = await view.caseSources.examinationsOf(found.consignmentId);
  return {
    case: found,
    madeAtMs: reader.nowMs,
    purpose: reader.purpose,
    consignments: inOrder.slice(0, mostConsignments),
    measures: allMeasures.slice(0, mostMeasures),
    more: {
      consignments: Math.max(0, inOrder.length - mostConsignments),
      measures: Math.max(0, allMeasures.length - mostMeasures),
    },
    timeline: timelineOf({
      records,
      examinations,
      events: await view.cases.events(caseId),
      consignments: inOrder.slice(0, mostConsignments),
      measures: allMeasures.slice(0, mostMeasures),
    }),
    leads: leadsOf(inOrder, allMeasures),
    lookOuts: (await view.caseSources.lookOutsOf(found.consignmentId, reader.nowMs)).map(
      ({ kind, grade, subject }) => ({ kind, grade, subject }),
    ),
  };
}

/** What a case can be linked by: keys of its parties and of its goods, with how its own record says them. */
function linksOf(records: readonly GoodsItemRecord[]): ReadonlyMap<string, ReferralLink> {
  const links = new Map<string, ReferralLink>();
  for (const record of records) {
    for (const party of partiesOf(record)) {
      for (const key of partyKeys(party)) {
        const link = linkOf(key, party);
        if (link !== undefined) links.set(key, link);
      }
    }
  }
  if (records.length > 0)
    for (const key of goodsKeys(records[0]!.consignment)) links.set(key, { kind: 'goods', text: key });
  return links;
}

function linkOf(key: string, { name, address, phone, id, email }: Party): ReferralLink | undefined {
  const texts = {
    'name+country': ['name', name],
    'address': ['address', address],
    'phone': ['phone', phone],
    'id': ['identifier', id],
    'email': ['email', email],
  } as const;
  // A name alone, in any country, is too common to refer anybody for.
  const [kind, text] = texts[key.slice(0, key.indexOf(':')) as keyof typeof texts] ?? [];
  return kind === undefined || text === undefined ? undefined : { kind, text };
}

function sharedLinks(record: SourceRecord, known: ReadonlyMap<string, ReferralLink>): ReferralLink[] {
  const keys = isGoodsItemRecord(record)
    ? [...partiesOf(record).flatMap(partyKeys), ...goodsKeys(record.consignment)]
    : record.kind === 'measure'
      ? [...partiesOf(record).flatMap(partyKeys), ...goodsKeys({ ...record, containers: [] })]
      : [];
  const links = new Map(keys.flatMap((key) => (known.has(key) ? [[key, known.get(key)!] as const] : [])));
  return [...links.values()];
}

function partiesOf(record: GoodsItemRecord | Measure): Party[] {
  const parties = record.kind === 'measure' ? record.parties : record.consignment.parties;
  return (Object.entries(parties) as [PartyRole, Party | undefined | null][]).flatMap(([role, party]) =>
    party === undefined || party === null || serviceRoles.includes(role) ? [] : [party],
  );
}

function nameOf(record: SourceRecord): string {
  return isGoodsItemRecord(record) ? record.consignment.id : '';
}

function agencyOf(record: SourceRecord): string {
  return isGoodsItemRecord(record) ? record.consignment.agency : record.agency;
}

function byTime(a: { readonly occurredAtMs: number }, b: { readonly occurredAtMs: number }): number {
  return a.occurredAtMs - b.occurredAtMs;
}

function linkedConsignment(
  { consignment, item }: GoodsItemRecord,
  links: readonly ReferralLink[],
  hasGoods: boolean,
  markings: readonly string[],
): LinkedConsignment {
  return {
    reference: consignment.id,
    agency: consignment.agency,
    stage: consignment.stage,
    occurredAtMs: consignment.occurredAt.epochMs,
    description: hasGoods ? item.description : undefined,
    departureCountry: consignment.departureCountry,
    links,
    markings,
  };
}

function linkedMeasure(measure: Measure, links: readonly ReferralLink[], markings: readonly string[]): LinkedMeasure {
  const { id, agency, measureKind, outcome, occurredAt, brand } = measure;
  return { id, agency, measureKind, outcome, occurredAtMs: occurredAt.epochMs, brand, links, markings };
}

function leadsOf(consignments: readonly LinkedConsignment[], measures: readonly LinkedMeasure[]): ReferralLead[] {
  const leads = new Map<string, { link: ReferralLink; consignments: number; measures: number }>();
  const count = (links: readonly ReferralLink[], of: 'consignments' | 'measures'): void => {
    for (const link of links) {
      const name = `${link.kind}:${link.text}`;
      const lead = leads.get(name) ?? { link, consignments: 0, measures: 0 };
      lead[of]++;
      leads.set(name, lead);
    }
  };
  for (const { links } of consignments) count(links, 'consignments');
  for (const { links } of measures) count(links, 'measures');
  return [...leads.values()]
    .map(({ link, ...counts }) => ({ ...link, ...counts }))
    .sort((a, b) => b.measures - a.measures || b.consignments - a.consignments || (a.text < b.text ? -1 : 1));
}
