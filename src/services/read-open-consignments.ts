/** Reads the open consignments of an agency, ready to be ranked. */
import { type HolderReplies, replyShare } from '../domain/holder-replies.ts';
import { normalisedName } from '../domain/party-identity.ts';
import { type RightFinding, rightFindings } from '../domain/right-finding.ts';
import { NetworkFinder } from '../matching/parties/network-signs.ts';
import { parsePartyQuery } from '../matching/parties/party-query.ts';
import { RightsFinder } from '../matching/rights/rights-finder.ts';
import type { Policy } from '../ranking/policy.ts';
import type { RankingCandidate } from '../ranking/ranking-candidate.ts';
import { drawMatches, type RuleVerdicts } from '../ranking/rules/apply-rules.ts';
import type { ViewScope } from './agency-view-ports.ts';
import { contentHashOf, namesParty, rankingCandidateOf, summaryOf, termsOf } from './case-content.ts';
import type { CaseRule, KnownCase, QueueCandidate, RankedCase, SealedInstruction, SealKind } from './case-ports.ts';
import { currentRights } from './find-rights.ts';
import { type OperationFacts, operationFactsOf } from './operation-facts.ts';
import type { LiveRule } from './selectivity/live-rules.ts';
import { matchRules } from './selectivity/match-rules.ts';
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
  /** What rules say; nothing is suppressed by them. */
  readonly verdicts: Omit<RuleVerdicts, 'suppressed'>;
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

/** What is read beside the consignments. */
export interface ReadOpenInput {
  /** Live rules, in the order of their precedence, and the seed of their draws. */
  readonly rules: readonly LiveRule[];
  readonly seed: number;
  /** Policies that rank them: what none of them asks for is not looked for. */
  readonly policies: readonly Policy[];
}

/** Returns the open consignments at their latest stages. */
export async function readOpenConsignments(
  store: Pick<Store, 'asAgency'>,
  scope: ViewScope,
  { rules, seed, policies }: ReadOpenInput,
): Promise<OpenConsignments> {
  const asksReplies = policies.some(({ harm }) => harm.actionability !== undefined);
  const network = policies.some(({ harm }) => harm.network !== undefined) ? new NetworkFinder() : undefined;
  const { rights, replies, instructions, lookOuts, newestConsignment } = await store.asAgency(scope, async (view) => ({
    rights: await currentRights(view),
    replies: asksReplies ? replyShares(await view.selectivity.holderReplies()) : undefined,
    instructions: await view.sealed.list(scope.nowMs),
    lookOuts: await view.queueRanking.lookedOutFor(scope.nowMs),
    newestConsignment: await view.queueRanking.newestConsignment(),
  }));
  const finder = rights.length === 0 ? undefined : new RightsFinder(rights);
  const sealOf = sealFinder(instructions);
  const matched = new Set(lookOuts);
  const open: OpenConsignment[] = [];
  const sealedAway: OpenConsignment[] = [];
  const matches: string[][] = rules.map(() => []);
  for (let after = 0; ; ) {
    const { page, pageMatches } = await store.asAgency(scope, async (view) => {
      const found = await view.queueRanking.candidates(scope.nowMs, after, readAtOnce);
      return { page: found, pageMatches: await matchRules(view, rules, found) };
    });
    const { rulesOf } = drawMatches(rules, pageMatches, seed);
    pageMatches.forEach((references, index) => {
      for (const reference of references) matches[index]!.push(reference);
    });
    for (const found of page) {
      if (found.records.length === 0) continue;
      const plain = rankingCandidateOf(found, scope.nowMs);
      const { releaseCutOffMs } = plain;
      if (releaseCutOffMs !== undefined && releaseCutOffMs <= scope.nowMs) continue;
      network?.add(found.reference, found.records, plain.shift);
      const findings = finder && found.records.map((record) => finder.find(record));
      const candidate = { ...plain, ...rightOf(findings, replies) };
      const sealed = sealOf(found);
      const hasLookOut = matched.has(found.reference);
      const drawn = caseRulesOf(rules, rulesOf.get(found.reference) ?? []);
      const content = contentOf(found, candidate, { findings, sealed, rules: drawn, hasLookOut });
      const facts = operationFactsOf(found);
      (sealed === 'suppress' ? sealedAway : open).push({ candidate, content, facts });
    }
    if (page.length < readAtOnce) break;
    after = page.at(-1)!.consignmentId;
  }
  const verdicts = drawMatches(rules, matches, seed);
  const signed = network === undefined ? open : open.map((one) => withSigns(one, network));
  return { open: signed, sealedAway, lookOuts, verdicts, newestConsignment };
}

function withSigns({ candidate, ...rest }: OpenConsignment, network: NetworkFinder): OpenConsignment {
  const networkSigns = network.signsOf(candidate.consignmentId).length;
  return { candidate: { ...candidate, networkSigns }, ...rest };
}

/** Share of answers by the holder's normalised name. */
function replyShares(all: readonly (HolderReplies & { readonly rightHolder: string })[]): ReadonlyMap<string, number> {
  const joined = new Map<string, HolderReplies>();
  for (const { rightHolder, asked, replied } of all) {
    const name = normalisedName(rightHolder);
    const before = joined.get(name) ?? { asked: 0, replied: 0 };
    joined.set(name, { asked: before.asked + asked, replied: before.replied + replied });
  }
  return new Map([...joined].map(([name, replies]) => [name, replyShare(replies)]));
}

/** The strongest finding among the items, and how willingly the holders of the rights in force answer: the most willing counts. */
function rightOf(
  findings: readonly RightFinding[] | undefined,
  replies: ReadonlyMap<string, number> | undefined,
): Pick<RankingCandidate, 'right' | 'holderReplyShare'> {
  if (findings === undefined || replies === undefined) return {};
  const right = rightFindings.find((finding) => findings.some((one) => one.finding === finding));
  const holders = findings.flatMap(({ rights }) => rights.map(({ rightHolder }) => normalisedName(rightHolder)));
  const shares = holders.map((name) => replies.get(name) ?? 1);
  return { right, ...(shares.length === 0 ? {} : { holderReplyShare: Math.max(...shares) }) };
}

function caseRulesOf(rules: readonly LiveRule[], ids: readonly string[]): CaseRule[] {
  return rules
    .filter(({ id }) => ids.includes(id))
    .map(({ versionId, id, version, reason, confidentiality }) => ({
      versionId,
      code: id,
      version,
      reason,
      confidentiality,
    }));
}

function contentOf(
  found: QueueCandidate,
  candidate: RankingCandidate,
  {
    findings,
    ...flags
  }: {
    readonly findings: readonly RightFinding[] | undefined;
    readonly sealed: SealKind | undefined;
    readonly rules: readonly CaseRule[];
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
    summary: summaryOf(found, candidate, findings),
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
