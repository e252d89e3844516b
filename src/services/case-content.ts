/** What a case shows of its consignment in the list, and what it is found by. */
import { createHash } from 'node:crypto';
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import { dayMs, type Moment } from '../domain/moment.ts';
import type { Party } from '../domain/party.ts';
import { type RightFinding, rightFindings } from '../domain/right-finding.ts';
import { piecesOf } from '../domain/unit.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import type { CaseRight, CaseSummary, QueueCandidate } from './case-ports.ts';

const mostRights = 20;
const longestText = 300;
const mostHsCodes = 50;

/** Returns what ranking knows of a consignment. It competes for the capacity of the day on which it can be examined: that of its arrival, or today. */
export function rankingCandidateOf({ reference, records, score }: QueueCandidate, nowMs: number): RankingCandidate {
  const { consignment } = records[0]!;
  const arrivedAtMs = (consignment.times.arrived ?? consignment.times.eta ?? consignment.occurredAt).epochMs;
  const sum = (values: readonly (number | undefined)[]): number | undefined =>
    values.reduce((total, value) => (value === undefined ? total : (total ?? 0) + value), undefined);
  return {
    consignmentId: reference,
    office: consignment.office,
    channel: consignment.channel,
    shift: dayOf(Math.max(arrivedAtMs, nowMs)),
    margin: score?.margin ?? Number.NEGATIVE_INFINITY,
    probability: score?.probability ?? 0,
    hsCodes: records.flatMap(({ item }) => item.hsCode ?? []),
    valueUsd: sum(records.map(({ item }) => item.valueUsd)),
    quantityPieces: sum(
      records.map(({ item: { quantity, unitCode } }) =>
        quantity === undefined ? undefined : piecesOf(quantity, unitCode),
      ),
    ),
    arrivedAtMs,
    releaseCutOffMs: cutOffMsOf(consignment.times.releaseCutOff),
  };
}

/** Returns the day of a moment, as the capacity of a shift names it. */
export function dayOf(atMs: number): string {
  return new Date(Math.floor(atMs / dayMs) * dayMs).toISOString().slice(0, 10);
}

/** A cut-off that is given as a date alone is that day's end. */
export function cutOffMsOf(cutOff: Moment | undefined): number | undefined {
  return cutOff === undefined ? undefined : cutOff.epochMs + (cutOff.precision === 'day' ? dayMs : 0);
}

/** Returns the summary of a consignment, with what rights say of its items; undefined findings where no rights are registered. */
export function summaryOf(
  { records, score }: QueueCandidate,
  candidate: RankingCandidate,
  findings: readonly RightFinding[] | undefined,
): CaseSummary {
  const { consignment } = records[0]!;
  const { parties, departureCountry, transitCountries, destinationCountry } = consignment;
  const sender = nameOf(parties.seller) ?? nameOf(parties.consignor);
  const receiver = nameOf(parties.importer) ?? nameOf(parties.consignee);
  const countries = [departureCountry, ...transitCountries, destinationCountry].filter((code) => code !== undefined);
  const main = records.find(({ item }) => item.itemNumber === score?.itemNumber) ?? records[0]!;
  const others = records.length - 1;
  const { description, brand } = main.item;
  const goods = [brand, description].filter((text) => text !== undefined).join(': ');
  return {
    party: joined([sender, receiver]),
    route: joined(countries),
    goods: goods === '' ? undefined : clean(others === 0 ? goods : `${goods.slice(0, longestText)} (+${others})`),
    hsCodes: [...new Set(candidate.hsCodes)].slice(0, mostHsCodes),
    valueUsd: candidate.valueUsd === undefined ? undefined : Math.round(candidate.valueUsd * 100) / 100,
    right: findings?.reduce<RightFinding['finding']>(
      (strongest, { finding }) =>
        rightFindings.indexOf(finding) < rightFindings.indexOf(strongest) ? finding : strongest,
      'no-right-found',
    ),
    rights: rightsOf(findings ?? []),
  };
}

function rightsOf(findings: readonly RightFinding[]): CaseRight[] {
  const rights = new Map<string, CaseRight>();
  for (const { finding, brand, rights: inForce } of findings) {
    if (finding === 'ex-officio-only' && brand !== undefined) {
      rights.set(brand, { finding, holder: '', right: 'registered, not in force for these goods', brand });
    }
    for (const { id, rightHolder, iprType } of inForce) {
      rights.set(id, { finding, holder: clean(rightHolder ?? ''), right: `${iprType ?? 'right'} ${id}`, brand });
    }
  }
  return [...rights.values()].slice(0, mostRights);
}

/** Returns what a case is found by: its HS codes, its references and the words of its parties' names. */
export function termsOf({ reference, records }: QueueCandidate): string[] {
  const terms = new Set<string>();
  const words = (text: string | undefined): void => {
    if (text === undefined) return;
    const word = clean(text).toLowerCase().slice(0, 100);
    if (word !== '') terms.add(`t:${word}`);
  };
  words(reference);
  words(reference.slice(reference.indexOf('/') + 1));
  for (const { consignment, item } of records) {
    if (item.hsCode !== undefined) terms.add(`hs:${item.hsCode}`);
    for (const text of Object.values(consignment.references)) words(text as string | undefined);
    for (const container of consignment.containers) words(container);
    for (const party of Object.values(consignment.parties) as (Party | undefined)[]) {
      for (const word of (party?.name ?? '').split(/[^\p{L}\p{N}]+/u)) words(word);
    }
  }
  return [...terms];
}

/** Returns 32 bytes that change with whatever a case shows. */
export function contentHashOf(content: object): Uint8Array {
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

function nameOf(party: Party | undefined): string | undefined {
  return party?.name ?? party?.id;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  const named = parts.filter((part) => part !== undefined && part !== '');
  return named.length === 0 ? undefined : clean(named.join(' → '));
}

/** A text as the database can hold it. */
function clean(text: string): string {
  return Buffer.from(text.replaceAll('\0', '').slice(0, longestText), 'utf8').toString('utf8');
}

/** Whether one of the parties of a consignment is the one that is asked for. */
export function namesParty(records: readonly GoodsItemRecord[], matches: (party: Party) => boolean): boolean {
  return records.some(({ consignment }) =>
    (Object.values(consignment.parties) as (Party | undefined)[]).some(
      (party) => party !== undefined && matches(party),
    ),
  );
}
