/** Gathers everything that an agency may see of what is held on a person. */
import type { Handling } from '../domain/handling.ts';
import { maySee, type Sight } from '../domain/may-see.ts';
import { type Party, type PartyRole, partyRoles } from '../domain/party.ts';
import type { Purpose } from '../domain/purposes.ts';
import { isGoodsItemRecord, type SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import { partyKeys } from '../matching/parties/party-keys.ts';
import { type PartyQuery, parsePartyQuery } from '../matching/parties/party-query.ts';
import type { AgencyView } from './agency-view-ports.ts';
import type { FrozenTarget } from './disclosure-ports.ts';
import { findPartyRecords } from './find-party-records.ts';
import { findRejectedRows } from './find-rejected-rows.ts';
import type { HeldCase, HeldLookOut, HeldVersion, Rectification } from './person-ports.ts';
import type { SearchReader } from './search-consignments.ts';

/** A version of a record that names the person. */
interface ExtractedRecord {
  /** `AGENCY/REFERENCE#ITEM` of a goods item, the id of a measure. */
  readonly name: string;
  readonly factId: number;
  readonly kind: HeldVersion['kind'];
  readonly ownerAgency: string;
  readonly isCurrent: boolean;
  readonly knownAtMs: number;
  /** Undefined for records of other agencies. */
  readonly source: HeldVersion['source'];
  readonly handling: Handling;
  /** What must stand on every showing. */
  readonly markings: readonly string[];
  /** Whether its own marking lets the person be told. */
  readonly mayBeTold: boolean;
  /** The person, in each role that it has. */
  readonly parties: readonly { readonly role: PartyRole; readonly party: Party }[];
  /** Roles of others, who are left out. */
  readonly otherRoles: readonly PartyRole[];
  /** What else the record says, without any party. */
  readonly about: unknown;
}

/** A score of a goods item: an assessment, never a finding. */
interface ExtractedScore {
  readonly reference: string;
  readonly itemNumber: number;
  readonly model: string;
  readonly probability: number;
  readonly scoredAtMs: number;
  readonly isCurrent: boolean;
}

/** Everything that is held. */
export interface PersonExtract {
  readonly party: string;
  readonly agency: string;
  readonly purpose: Purpose;
  readonly madeAtMs: number;
  /** What was reported. */
  readonly facts: {
    readonly records: readonly ExtractedRecord[];
    /** Rights records that name the person: acts of a public register, corrected at their source. */
    readonly rights: readonly string[];
    /** Rows that could not be read, with those of their texts that name the person. */
    readonly rejectedRows: readonly { readonly id: number; readonly texts: readonly string[] }[];
  };
  /** What models and officers made of it. */
  readonly assessments: {
    readonly scores: readonly ExtractedScore[];
    readonly lookOuts: readonly HeldLookOut[];
    readonly cases: readonly HeldCase[];
    readonly frozenTargets: readonly Pick<
      FrozenTarget,
      'id' | 'reference' | 'frozenAtMs' | 'hold' | 'heldBackSinceMs'
    >[];
  };
  readonly rectifications: readonly Rectification[];
  /** Who read the records in the name of the agency, the latest first. */
  readonly reads: readonly {
    readonly reference: string;
    readonly actor: string;
    readonly action: string;
    readonly atMs: number;
  }[];
}

/** Versions of records in one extract; a person with more is no private one. */
const versionsAtMost = 20_000;
const readsOfEach = 50;
const targetsOfEach = 50;

/**
 * Finds records of all versions that name a party, and what was made of them. What other agencies gave is among it only where their agreement gives parties. Other people in the same
 * records are left out.
 * @param party as `parsePartyQuery` reads it.
 * @throws `usage` for words that name nobody, `too-large` for whoever stands in too many records.
 */
export async function extractPerson(
  view: AgencyView,
  reader: SearchReader & { readonly purpose: Purpose },
  party: string,
): Promise<PersonExtract> {
  const query = requirePartyQuery(party);
  const named = await findPartyRecords({ erasures: view.persons }, query);
  const held = await view.persons.held(named.records, versionsAtMost + 1);
  if (held.length > versionsAtMost)
    throw new AppError('too-large', { what: 'what is held', limit: `${versionsAtMost} versions of records` });
  const sightOf = await sights(view, reader);
  const records: ExtractedRecord[] = [];
  for (const version of held) {
    const sight = sightOf(version);
    if (!sight.maySee || !sight.fields.includes('parties')) continue;
    const record = extracted(version, query, sight);
    if (record !== undefined) records.push(record);
  }
  // What is made of a record is its owner's; the view has none of another agency's.
  const references = [...new Set(records.map(({ name }) => name.replace(/#\d+$/, '')))];
  const cases = await view.persons.cases(references);
  return {
    party,
    agency: reader.actor.agency,
    purpose: reader.purpose,
    madeAtMs: reader.nowMs,
    facts: { records, rights: named.rights, rejectedRows: await rejectedRowsOf(view, query) },
    assessments: {
      scores: await scoresOf(view, references),
      lookOuts: await view.persons.lookOuts(keysOf(records)),
      cases,
      frozenTargets: await frozenTargetsOf(view, references),
    },
    rectifications: await view.persons.rectifications(references),
    reads: await readsOf(view, references, cases),
  };
}

/**
 * Returns the query in a text.
 * @throws `usage` for words that name nobody.
 */
export function requirePartyQuery(party: string): PartyQuery {
  const query = parsePartyQuery(party);
  if (query !== undefined) return query;
  throw new AppError('usage', {
    reason:
      'a party is id:SCHEME:ID, name:NAME|COUNTRY, address:ADDRESS|COUNTRY, phone:NUMBER|COUNTRY or email:MAILBOX',
  });
}

/** Returns what says how much of a version the reader may see. */
export async function sights(
  view: Pick<AgencyView, 'agreements'>,
  { actor, purpose, nowMs }: SearchReader,
): Promise<(version: Pick<HeldVersion, 'agency' | 'record'>) => Sight> {
  const agreements = await view.agreements.taking();
  const regime = agreements[0]?.takerRegime ?? 'customs';
  const role = actor.kind === 'person' ? actor.role : undefined;
  return ({ agency, record }) => {
    const isOwn = agency === actor.agency;
    const ownerRegime = agreements.find(({ giver }) => giver === agency)?.giverRegime ?? regime;
    const whole = record as SourceRecord;
    const handling = isGoodsItemRecord(whole) ? whole.consignment.handling : whole.handling;
    const kind = isGoodsItemRecord(whole) ? 'consignments' : 'results';
    const asking = { agency: actor.agency, regime, role, purpose: isOwn ? undefined : purpose };
    return maySee(asking, { kind, handling, ownerRegime }, agreements, nowMs);
  };
}

function extracted(
  { record, agency, ...version }: HeldVersion,
  query: PartyQuery,
  sight: Sight,
): ExtractedRecord | undefined {
  const whole = record as SourceRecord;
  if (!isGoodsItemRecord(whole) && whole.kind !== 'measure') return undefined;
  const { parties, ...rest } = isGoodsItemRecord(whole) ? whole.consignment : whole;
  const own: { role: PartyRole; party: Party }[] = [];
  const otherRoles: PartyRole[] = [];
  for (const role of partyRoles) {
    const party = parties[role];
    if (party === undefined || party === null) continue;
    if (query.matches(party)) own.push({ role, party });
    else otherRoles.push(role);
  }
  // Another version of the record may be the one that names the person.
  if (own.length === 0) return undefined;
  return {
    name: isGoodsItemRecord(whole) ? `${whole.consignment.id}#${whole.item.itemNumber}` : whole.id,
    ...version,
    ownerAgency: agency,
    handling: rest.handling,
    markings: sight.markings,
    mayBeTold: sight.mayExport,
    parties: own,
    otherRoles,
    about: isGoodsItemRecord(whole) ? { consignment: rest, item: whole.item } : rest,
  };
}

/** What identifies the person in any of its records. */
function keysOf(records: readonly ExtractedRecord[]): string[] {
  return [...new Set(records.flatMap(({ parties }) => parties.flatMap(({ party }) => partyKeys(party))))];
}

async function rejectedRowsOf(view: AgencyView, query: PartyQuery): Promise<PersonExtract['facts']['rejectedRows']> {
  const ids = new Set(await findRejectedRows({ erasures: view.persons }, { records: [], items: [], party: query }));
  if (ids.size === 0) return [];
  const rows: { id: number; texts: string[] }[] = [];
  for await (const some of view.persons.rejectedRows()) {
    for (const { id, fields } of some) {
      if (!ids.has(id)) continue;
      rows.push({
        id,
        texts: (fields ?? []).flatMap((text) => (text !== undefined && query.matchesText(text) ? [text] : [])),
      });
    }
  }
  return rows;
}

async function scoresOf(view: AgencyView, references: readonly string[]): Promise<ExtractedScore[]> {
  if (references.length === 0) return [];
  return (await view.scores.ofConsignments(references)).map(
    ({ record, model, probability, scoredAtMs, isCurrent }) => ({
      reference: record.consignment.id,
      itemNumber: record.item.itemNumber,
      model,
      probability,
      scoredAtMs,
      isCurrent,
    }),
  );
}

async function frozenTargetsOf(
  view: AgencyView,
  references: readonly string[],
): Promise<PersonExtract['assessments']['frozenTargets']> {
  const targets = [];
  for (const reference of references) {
    for (const { id, frozenAtMs, hold, heldBackSinceMs } of await view.frozenTargets.list({
      reference,
      limit: targetsOfEach,
    })) {
      targets.push({ id, reference, frozenAtMs, hold, heldBackSinceMs });
    }
  }
  return targets;
}

async function readsOf(
  view: AgencyView,
  references: readonly string[],
  cases: readonly HeldCase[],
): Promise<PersonExtract['reads']> {
  const subjects = [
    ...references.map((reference) => ({ reference, subject: `consignment:${reference}` })),
    ...cases.map(({ id, reference }) => ({ reference, subject: `case:${id}` })),
  ];
  const reads = [];
  for (const { reference, subject } of subjects) {
    const { entries } = await view.audit.find({ subject, limit: readsOfEach });
    for (const { actor, action, atMs } of entries) reads.push({ reference, actor, action, atMs });
  }
  return reads.sort((a, b) => b.atMs - a.atMs);
}
