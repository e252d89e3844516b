/** Reads the open consignments of an agency, ready to be ranked. */
import { parsePartyQuery } from '../matching/parties/party-query.ts';
import { RightsFinder } from '../matching/rights/rights-finder.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import type { ViewScope } from './agency-view-ports.ts';
import { contentHashOf, namesParty, rankingCandidateOf, summaryOf, termsOf } from './case-content.ts';
import type { KnownCase, QueueCandidate, RankedCase, SealedInstruction, SealKind } from './case-ports.ts';
import { currentRights } from './find-rights.ts';
import { type OperationFacts, operationFactsOf } from './operation-facts.ts';
import type { Store } from './store-ports.ts';

/** Rows that are read in one transaction. */
const readAtOnce = 2000;

/** An open consignment, ready to be ranked. */
export interface OpenConsignment {
  readonly candidate: RankingCandidate;
  readonly content: Omit<RankedCase, 'lane' | 'isTarget' | 'place'>;
  readonly facts: OperationFacts;
}

/** Open consignments and what else a ranking has to know. */
export interface OpenConsignments {
  readonly open: readonly OpenConsignment[];
  /** Put away by an instruction under seal: they are not ranked. */
  readonly sealedAway: readonly OpenConsignment[];
  /** References that match a look-out, the most urgent first. */
  readonly lookOuts: readonly string[];
  readonly newestConsignment: number;
}

/** Returns the cases that a ranking has to keep, by reference. */
export async function readKnownCases(
  store: Pick<Store, 'asAgency'>,
  scope: ViewScope,
): Promise<ReadonlyMap<string, KnownCase>> {
  const known = new Map<string, KnownCase>();
  for (let after = 0; ; ) {
    const page = await store.asAgency(scope, ({ queueRanking }) => queueRanking.known(scope.nowMs, after, readAtOnce));
    for (const one of page) known.set(one.reference, one);
    if (page.length < readAtOnce) return known;
    after = page.at(-1)!.id;
  }
}

/** Returns the open consignments at their latest stages. */
export async function readOpenConsignments(
  store: Pick<Store, 'asAgency'>,
  scope: ViewScope,
): Promise<OpenConsignments> {
  const { rights, instructions, lookOuts, newestConsignment } = await store.asAgency(scope, async (view) => ({
    rights: await currentRights(view),
    instructions: await view.sealed.list(scope.nowMs),
    lookOuts: await view.queueRanking.lookedOutFor(scope.nowMs),
    newestConsignment: await view.queueRanking.newestConsignment(),
  }));
  const finder = rights.length === 0 ? undefined : new RightsFinder(rights);
  const sealOf = sealFinder(instructions);
  const matched = new Set(lookOuts);
  const open: OpenConsignment[] = [];
  const sealedAway: OpenConsignment[] = [];
  for (let after = 0; ; ) {
    const page = await store.asAgency(scope, ({ queueRanking }) =>
      queueRanking.candidates(scope.nowMs, after, readAtOnce),
    );
    for (const found of page) {
      if (found.records.length === 0) continue;
      const candidate = rankingCandidateOf(found, scope.nowMs);
      const { releaseCutOffMs } = candidate;
      if (releaseCutOffMs !== undefined && releaseCutOffMs <= scope.nowMs) continue;
      const sealed = sealOf(found);
      const content = contentOf(found, candidate, { finder, sealed, hasLookOut: matched.has(found.reference) });
      const facts = operationFactsOf(found);
      (sealed === 'suppress' ? sealedAway : open).push({ candidate, content, facts });
    }
    if (page.length < readAtOnce) return { open, sealedAway, lookOuts, newestConsignment };
    after = page.at(-1)!.consignmentId;
  }
}

function contentOf(
  found: QueueCandidate,
  candidate: RankingCandidate,
  {
    finder,
    ...flags
  }: {
    readonly finder: RightsFinder | undefined;
    readonly sealed: SealKind | undefined;
    readonly hasLookOut: boolean;
  },
): OpenConsignment['content'] {
  const shown = {
    consignmentId: found.consignmentId,
    reference: found.reference,
    stage: found.stage,
    office: candidate.office,
    channel: candidate.channel,
    margin: found.score?.margin,
    probability: found.score?.probability,
    summary: summaryOf(found, candidate, finder && found.records.map((record) => finder.find(record))),
    scoreKey: found.score?.key,
    ...flags,
    releaseCutOffMs: candidate.releaseCutOffMs,
    terms: termsOf(found),
  };
  return { ...shown, contentHash: contentHashOf(shown) };
}

/** An instruction to suppress is stronger than one to refer. */
function sealFinder(instructions: readonly SealedInstruction[]): (open: QueueCandidate) => SealKind | undefined {
  const finders = instructions.map(({ subjectKind, subject, instruction }) => {
    const query = subjectKind === 'party' ? parsePartyQuery(subject) : undefined;
    const matches = ({ reference, records }: QueueCandidate): boolean =>
      subjectKind === 'consignment'
        ? reference === subject || reference.slice(reference.indexOf('/') + 1) === subject
        : query !== undefined && namesParty(records, (party) => query.matches(party));
    return { instruction, matches };
  });
  return (open) => {
    const found = finders.filter(({ matches }) => matches(open)).map(({ instruction }) => instruction);
    return found.includes('suppress') ? 'suppress' : found[0];
  };
}
