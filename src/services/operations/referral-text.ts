/** A referral bundle as a text to be read. */
import type { ReferralBundle, ReferralLink } from './gather-referral.ts';

/** Returns the text, in sections. */
export function referralText(bundle: ReferralBundle): string {
  const { case: about, consignments, measures, more, timeline, leads, lookOuts } = bundle;
  const sections = [
    [
      `REFERRAL OF CASE ${about.id}: ${about.reference}`,
      `Made ${momentText(bundle.madeAtMs)} for ${bundle.purpose}.`,
      'A score is a suspicion about goods, not a finding. What is linked shares a record, which is no proof of anything.',
      `Goods: ${about.summary.goods ?? 'not said'}`,
      `Parties: ${about.summary.party ?? 'not said'}`,
      `Route: ${about.summary.route ?? 'not said'}`,
      `Decision: ${about.decision ?? 'none'}${about.reason === undefined ? '' : ` (${about.reason})`}`,
    ],
    [
      'LEADS',
      ...leads.map((lead) => `${linkText(lead)}: ${lead.consignments} consignments, ${lead.measures} measures`),
    ],
    ['LOOK-OUTS', ...lookOuts.map(({ kind, grade, subject }) => `${kind} (${grade}): ${subject}`)],
    [
      'MEASURES',
      ...measures.map(
        (one) =>
          `${dayText(one.occurredAtMs)} ${one.id} ${one.measureKind}: ${one.outcome}; shares ${linksText(one.links)} [${one.markings.join(' ')}]`,
      ),
      ...(more.measures === 0 ? [] : [`and ${more.measures} more`]),
    ],
    [
      'LINKED CONSIGNMENTS',
      ...consignments.map(
        (one) =>
          `${dayText(one.occurredAtMs)} ${one.reference} ${one.description ?? ''}; shares ${linksText(one.links)} [${one.markings.join(' ')}]`,
      ),
      ...(more.consignments === 0 ? [] : [`and ${more.consignments} more`]),
    ],
    ['TIMELINE', ...timeline.map(({ atMs, about: of, text }) => `${momentText(atMs)} ${of}: ${text}`)],
  ];
  return `${sections.map((lines) => (lines.length === 1 ? [...lines, 'none'] : lines).join('\n')).join('\n\n')}\n`;
}

function linksText(links: readonly ReferralLink[]): string {
  return [...new Set(links.map(({ kind }) => kind))].join(', ');
}

function linkText({ kind, text }: ReferralLink): string {
  return `${kind} ${text}`;
}

function dayText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function momentText(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16)}Z`;
}
