/** Look-outs: what to look for after a confirmed find, for how long, and for whom. */
import type { Handling } from './handling.ts';
import { dayMs } from './moment.ts';

/** What a look-out is for. */
const lookOutKinds = ['sender', 'address', 'phone', 'route'] as const;
/** A kind of {@link lookOutKinds}. */
export type LookOutKind = (typeof lookOutKinds)[number];

/**
 * How far a match says that it is the same again, strongest first. `strong`: an identifier, a whole address or a telephone number. `fair`: a name and its country, which
 * several may share. `weak`: a route, which many honest consignments take: it draws attention, and is no ground to examine by itself.
 */
export const lookOutGrades = ['strong', 'fair', 'weak'] as const;
/** A grade of {@link lookOutGrades}. */
export type LookOutGrade = (typeof lookOutGrades)[number];

/** One thing to look for. */
export interface LookOutSubject {
  readonly kind: LookOutKind;
  readonly grade: LookOutGrade;
  /** Normalised and with its kind in front; holds personal data, as the record does. */
  readonly key: string;
  /** As the record wrote it, for people. */
  readonly text: string;
}

/**
 * Days that a look-out holds after the find became known. Half a year for a sender, an address or a telephone: senders of infringing goods change names within months, and an
 * instruction that nobody renews must end by itself. A month for a route, which a campaign leaves sooner, and which costs honest trade more.
 */
export const lookOutDays: { readonly [grade in LookOutGrade]: number } = { strong: 180, fair: 180, weak: 30 };

/** Days after which a consignment without a release cut-off is taken for released. */
const openDays = 30;

/** The clocks that say whether a consignment can still be examined. */
interface OpenClocks {
  readonly knownAtMs: number;
  readonly releaseCutOffMs: number | undefined;
}

/** Whether a consignment can still be examined: its cut-off lies ahead, and it became known in the last 30 days. */
export function isOpenConsignment({ knownAtMs, releaseCutOffMs }: OpenClocks, atMs: number): boolean {
  return knownAtMs > atMs - openDays * dayMs && (releaseCutOffMs === undefined || releaseCutOffMs > atMs);
}

/** Since when a consignment must be known to be open at a moment. */
export function openSinceMs(atMs: number): number {
  return atMs - openDays * dayMs;
}

/** Whether a look-out under a handling may match consignments of an agency: beyond its owner only where its label lets it leave the owner's organisation. */
export function mayMatchAgency(
  handling: Pick<Handling, 'ownerAgency' | 'tlp' | 'isOriginatorControlled'>,
  agency: string,
): boolean {
  if (handling.ownerAgency.split('+').includes(agency)) return true;
  return !handling.isOriginatorControlled && handling.tlp !== 'TLP:AMBER+STRICT' && handling.tlp !== 'TLP:RED';
}
