/** Finds consignments that an agency may see: its own, and those that agreements give it. */
import { type Actor, isPermitted } from '../domain/actor.ts';
import type { Regime } from '../domain/agency.ts';
import type { FieldGroup } from '../domain/agreement.ts';
import { maySee, type Sight } from '../domain/may-see.ts';
import type { AgreementPort, KeptAgreement } from './agreement-ports.ts';
import type { SealedPort } from './case-ports.ts';
import type { FoundConsignment, FoundPage, SearchPlace, SearchPort, SearchSource } from './search-ports.ts';
import { type WordGroups, wordOfCountry, wordsOfHsPrefix, wordsOfParty, wordsOfScores } from './search-words.ts';

/** What is looked for; everything that is named must hold. */
export interface SearchCriteria {
  /** A reference of any kind, or how it begins. */
  readonly reference?: string | undefined;
  /** Words of a party's name, or its identifier. */
  readonly party?: string | undefined;
  readonly hsPrefix?: string | undefined;
  readonly departure?: string | undefined;
  readonly destination?: string | undefined;
  readonly origin?: string | undefined;
  /** Known since then, and before then. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Whole percent, both included. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
}

/** Who looks. */
export interface SearchReader {
  readonly actor: Actor;
  /** A code of `src/domain/purposes.ts`. */
  readonly purpose: string;
  readonly nowMs: number;
}

/** A consignment that was found, and what of it may be shown. */
export interface SeenConsignment extends FoundConsignment {
  readonly sight: Sight;
}

/** A page of what was found. */
export interface SeenPage extends Omit<FoundPage, 'found'> {
  readonly found: readonly SeenConsignment[];
}

/** Finds a page of consignments, the youngest first. */
export async function searchConsignments(
  view: {
    readonly search: SearchPort;
    readonly agreements: Pick<AgreementPort, 'taking'>;
    readonly sealed: Pick<SealedPort, 'among'>;
  },
  reader: SearchReader,
  {
    criteria,
    after,
    limit,
  }: { readonly criteria: SearchCriteria; readonly after: SearchPlace | undefined; readonly limit: number },
): Promise<SeenPage> {
  const agreements = await view.agreements.taking();
  const sources = sourcesOf(reader, agreements, criteria);
  const groups = wordGroups(criteria);
  const { fromMs, toMs, minScore, maxScore } = criteria;
  const page = await view.search.find({
    // Nothing is found by nothing, with the same statements.
    sources: groups === undefined ? [{ agency: '', purpose: undefined }] : sources,
    reference: criteria.reference === undefined ? undefined : withoutAgency(criteria.reference, sources),
    words: groups ?? [],
    fromMs,
    toMs,
    low: minScore === undefined ? undefined : lowOf(minScore),
    high: maxScore === undefined ? undefined : highOf(maxScore),
    after,
    limit,
  });
  const sightOf = sightsOf(reader, agreements);
  const found = page.found.map((one): SeenConsignment => ({ ...one, sight: sightOf(one) }));
  const sealed = await sealedFrom(view, reader, found);
  // What is not shown of it cannot be found by it either.
  const { party, hsPrefix, origin } = criteria;
  const isByContent = [minScore, maxScore, party, hsPrefix, origin].some((one) => one !== undefined);
  return {
    ...page,
    found: found
      .filter(({ sight, reference }) => sight.maySee && !(isByContent && sealed.has(reference)))
      .map((one) =>
        sealed.has(one.reference) ? { ...one, probability: undefined, sight: { ...one.sight, fields: [] } } : one,
      ),
  };
}

/** Returns what keeps its content and its score from whoever may not open what is under seal. */
export async function sealedFrom(
  view: { readonly sealed: Pick<SealedPort, 'among'> },
  { actor }: Pick<SearchReader, 'actor'>,
  consignments: readonly { readonly reference: string }[],
): Promise<ReadonlySet<string>> {
  return isPermitted(actor, 'open-sealed')
    ? new Set()
    : view.sealed.among(consignments.map(({ reference }) => reference));
}

/** Whose consignments may be found by these criteria: whoever may not see a field may not find by it either. */
function sourcesOf(
  { actor, purpose }: SearchReader,
  agreements: readonly KeptAgreement[],
  criteria: SearchCriteria,
): SearchSource[] {
  const own: SearchSource = { agency: actor.agency, purpose: undefined };
  // A score is its owner's.
  if (criteria.minScore !== undefined || criteria.maxScore !== undefined) return [own];
  const needed: FieldGroup[] = [];
  if (criteria.party !== undefined) needed.push('parties');
  if (criteria.hsPrefix !== undefined || criteria.origin !== undefined) needed.push('goods');
  const givers = agreements.filter(
    ({ kinds, purposes, fields }) =>
      kinds.includes('consignments') && purposes.includes(purpose) && needed.every((group) => fields.includes(group)),
  );
  return [own, ...[...new Set(givers.map(({ giver }) => giver))].map((agency) => ({ agency, purpose }))];
}

/** A reference may be given with the agency in front, as lists show it. */
function withoutAgency(text: string, sources: readonly SearchSource[]): string {
  const named = sources.find(({ agency }) => text.toUpperCase().startsWith(`${agency.toUpperCase()}/`));
  return named === undefined ? text : text.slice(named.agency.length + 1);
}

function wordGroups(criteria: SearchCriteria): WordGroups | undefined {
  const { party, hsPrefix, departure, destination, origin, minScore, maxScore } = criteria;
  const groups: WordGroups[] = [];
  if (party !== undefined) {
    const words = wordsOfParty(party);
    if (words === undefined) return undefined;
    groups.push(words);
  }
  if (hsPrefix !== undefined) groups.push(wordsOfHsPrefix(hsPrefix));
  if (departure !== undefined) groups.push(wordOfCountry('departure', departure));
  if (destination !== undefined) groups.push(wordOfCountry('destination', destination));
  if (origin !== undefined) groups.push(wordOfCountry('origin', origin));
  if (minScore !== undefined || maxScore !== undefined) {
    groups.push(wordsOfScores(lowOf(minScore ?? 0), highOf(maxScore ?? 100)));
  }
  return groups.flat();
}

/** A score is shown in whole percent, rounded. */
function lowOf(percent: number): number {
  return (percent - 0.5) / 100;
}

function highOf(percent: number): number {
  return (percent + 0.5) / 100;
}

/** Returns what says how much of a consignment may be seen. */
export function sightsOf(
  { actor, purpose, nowMs }: SearchReader,
  agreements: readonly KeptAgreement[],
): (one: Pick<FoundConsignment, 'agency' | 'handling'>) => Sight {
  const regimes = new Map<string, Regime>(agreements.map(({ giver, giverRegime }) => [giver, giverRegime]));
  // The reader's own regime matters only beside an agreement, which knows it.
  const regime = agreements[0]?.takerRegime ?? 'customs';
  const reader = { agency: actor.agency, regime, role: actor.kind === 'person' ? actor.role : undefined };
  return ({ agency, handling }) =>
    maySee(
      { ...reader, purpose: agency === actor.agency ? undefined : purpose },
      { kind: 'consignments', handling, ownerRegime: regimes.get(agency) ?? regime },
      agreements,
      nowMs,
    );
}
