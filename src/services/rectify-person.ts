/** Rectifies what is held on a person. */
import { createHash } from 'node:crypto';
import { actorLabel } from '../domain/actor.ts';
import { defaultHandling } from '../domain/handling.ts';
import { type Parties, type Party, partyRoles } from '../domain/party.ts';
import type { Purpose } from '../domain/purposes.ts';
import { isGoodsItemRecord, type SourceRecord } from '../domain/record.ts';
import { AppError } from '../errors.ts';
import type { PartyQuery } from '../matching/parties/party-query.ts';
import { canonicalJson } from '../util/canonical-json.ts';
import type { AgencyView } from './agency-view-ports.ts';
import { requirePartyQuery, sights } from './extract-person.ts';
import type { HeldVersion } from './person-ports.ts';
import type { SearchReader } from './search-consignments.ts';
import type { Store } from './store-ports.ts';

/** Fields of a party that can be corrected. */
const correctableFields = ['id', 'idScheme', 'name', 'address', 'country', 'phone', 'email'] as const;

/** What is said in the place of what is there: a text, or null for nothing. What is not named stays. */
type PartyCorrections = { readonly [field in (typeof correctableFields)[number]]?: string | null | undefined };

/** What a person disputes. */
export interface RectifyPersonInput {
  /** As `parsePartyQuery` reads it. */
  readonly party: string;
  /** `AGENCY/REFERENCE` of consignments, ids of measures. */
  readonly records: readonly string[];
  /** What is disputed, in words; it stands with the records until they are erased. */
  readonly disputed: string;
  /** Undefined notes the dispute alone. */
  readonly corrections: PartyCorrections | undefined;
}

/** What became of it. */
export interface RectifyPersonReport {
  /** Records of the agency with a new version. */
  readonly corrected: readonly string[];
  /** Records of the agency that stay as they are, with a note. */
  readonly noted: readonly string[];
  /** Records of others: they are to be told, for only they can correct them. */
  readonly ofOthers: readonly { readonly reference: string; readonly agency: string }[];
}

/** Where it is read and written. */
export interface RectifyMeans {
  /** Runs something in a view of the agency, in a transaction of its own. */
  inView<T>(use: (view: AgencyView) => Promise<T>): Promise<T>;
  readonly facts: Pick<Store['facts'], 'openBatch' | 'loadChunk' | 'finishBatch'>;
}

/** Name under which corrections stand among the batches. */
const profile = 'rectification';
const versionsAtMost = 5000;

/**
 * Notes what a person disputes with the records, and corrects those of the agency: a correction is a new version of its own facts, taken in the same way as an amendment of a source, so that
 * history and scores follow. The earlier version is kept until it is erased. A later amendment of the source that says the old thing again is current again; the note still stands.
 * @throws `usage` for words that name nobody; `not-found` where no record that the agency may see names the person.
 */
export async function rectifyPerson(
  { inView, facts }: RectifyMeans,
  reader: SearchReader & { readonly purpose: Purpose },
  input: RectifyPersonInput,
): Promise<RectifyPersonReport> {
  const query = requirePartyQuery(input.party);
  const { agency } = reader.actor;
  const current = await inView((view) => currentOf(view, reader, { query, records: input.records }));
  const own = current.filter((version) => version.agency === agency);
  if (current.length === 0) throw new AppError('not-found', { what: 'record', name: input.records.join(', ') });
  const corrected = input.corrections === undefined ? [] : correctedOf(own, query, input.corrections, reader.nowMs);
  if (corrected.length > 0) await load(facts, corrected, { agency, nowMs: reader.nowMs });
  const isCorrected = new Set(corrected.map(referenceOf));
  const references = [...new Set(own.map(({ record }) => referenceOf(record as SourceRecord)))];
  const others = new Map(
    current.filter((one) => one.agency !== agency).map((one) => [referenceOf(one.record as SourceRecord), one.agency]),
  );
  const report = {
    corrected: references.filter((reference) => isCorrected.has(reference)),
    noted: references.filter((reference) => !isCorrected.has(reference)),
    ofOthers: [...others].map(([reference, owner]) => ({ reference, agency: owner })),
  };
  await inView(async (view) => {
    const madeBy = actorLabel(reader.actor);
    const { disputed } = input;
    await view.persons.addRectifications(
      references.map((reference) => ({
        reference,
        atMs: reader.nowMs,
        madeBy,
        disputed,
        state: isCorrected.has(reference) ? 'corrected' : 'noted',
      })),
    );
    await view.audit.append({
      atMs: reader.nowMs,
      actor: madeBy,
      agency,
      action: 'rectify-person',
      payload: {
        purpose: reader.purpose,
        criteria: { party: input.party },
        disputed,
        corrections: input.corrections,
        ...report,
      },
    });
  });
  return report;
}

/** Current versions of the named records that name the person, as far as the reader may see that they do. */
async function currentOf(
  view: AgencyView,
  reader: SearchReader,
  { query, records }: { readonly query: PartyQuery; readonly records: readonly string[] },
): Promise<HeldVersion[]> {
  const sightOf = await sights(view, reader);
  const held = await view.persons.held(records, versionsAtMost + 1);
  if (held.length > versionsAtMost)
    throw new AppError('too-large', {
      what: 'what is to be rectified',
      limit: `${versionsAtMost} versions of records`,
    });
  return held.filter((version) => {
    const parties = partiesOf(version.record as SourceRecord);
    if (!version.isCurrent || parties === undefined) return false;
    const sight = sightOf(version);
    return (
      sight.maySee && sight.fields.includes('parties') && Object.values(parties).some((one) => isMeant(one, query))
    );
  });
}

function correctedOf(
  versions: readonly HeldVersion[],
  query: PartyQuery,
  corrections: PartyCorrections,
  nowMs: number,
): SourceRecord[] {
  const changes = Object.fromEntries(
    Object.entries(corrections).flatMap(([field, value]) => (value === undefined ? [] : [[field, value ?? undefined]])),
  ) as Partial<Party>;
  return versions.flatMap(({ record, knownAtMs }, index): SourceRecord[] => {
    const whole = { ...record, origin: { file: profile, row: index + 1 } } as SourceRecord;
    // It becomes known now, and behind the version that it corrects.
    const knownAt = { epochMs: Math.max(nowMs, knownAtMs + 1), precision: 'hour' } as const;
    if (isGoodsItemRecord(whole)) {
      const parties = changed(whole.consignment.parties, query, changes);
      return parties === undefined ? [] : [{ ...whole, consignment: { ...whole.consignment, knownAt, parties } }];
    }
    if (whole.kind !== 'measure') return [];
    const parties = changed(whole.parties, query, changes);
    return parties === undefined ? [] : [{ ...whole, knownAt, parties }];
  });
}

/** Parties with the corrections; undefined where they say the same as before. */
function changed(parties: Parties, query: PartyQuery, changes: Partial<Party>): Parties | undefined {
  const entries = partyRoles.map((role) => {
    const party = parties[role];
    return [role, isMeant(party, query) ? { ...party, ...changes } : party];
  });
  const made = Object.fromEntries(entries) as Parties;
  return canonicalJson(made) === canonicalJson(parties) ? undefined : made;
}

async function load(
  facts: RectifyMeans['facts'],
  records: readonly SourceRecord[],
  { agency, nowMs }: { readonly agency: string; readonly nowMs: number },
): Promise<void> {
  const bytes = Buffer.from(canonicalJson(records));
  const sha256 = createHash('sha256').update(bytes).digest();
  const { batch } = await facts.openBatch({
    fileName: `${profile}-${sha256.toString('hex').slice(0, 12)}.json`,
    profile,
    agency,
    sha256,
    byteCount: bytes.length,
    receivedAtMs: nowMs,
    handling: defaultHandling(agency),
    rowsTotal: records.length,
  });
  if (batch.state !== 'loading') return;
  if (batch.rowsDone === 0) await facts.loadChunk(batch, { records, rejects: [], rowsDone: records.length });
  await facts.finishBatch(batch.id);
}

function partiesOf(record: SourceRecord): Parties | undefined {
  if (isGoodsItemRecord(record)) return record.consignment.parties;
  return record.kind === 'measure' ? record.parties : undefined;
}

function isMeant(party: Party | null | undefined, query: PartyQuery): party is Party {
  return party !== undefined && party !== null && query.matches(party);
}

/** `AGENCY/REFERENCE` of a consignment, the id of a measure. */
function referenceOf(record: SourceRecord): string {
  if (isGoodsItemRecord(record)) return record.consignment.id;
  return record.kind === 'trade-statistic' ? '' : record.id;
}
