/** What the use cases need of the search of consignments, in their own words. */
import type { GoodsItemRecord } from '../domain/goods-item.ts';
import type { Handling } from '../domain/handling.ts';

/** What a list shows of a consignment. */
export interface ConsignmentSummary {
  readonly party: string | null;
  readonly goods: string | null;
  readonly hsCodes: readonly string[];
  readonly departureCountry: string | null;
  readonly destinationCountry: string | null;
  readonly originCountries: readonly string[];
  /** US dollars of all items whose value is known; null where none is. */
  readonly valueUsd: number | null;
}

/** A consignment that the search has to take in. */
export interface ConsignmentToIndex {
  readonly consignmentId: number;
  readonly agency: string;
  readonly knownAtMs: number;
  /** Current items; empty where none is left. */
  readonly records: readonly GoodsItemRecord[];
  /** Of its current score; undefined where it has none. */
  readonly probability: number | undefined;
}

/** What the search keeps of a consignment. */
export interface SearchEntry extends Omit<ConsignmentToIndex, 'records'> {
  /** What it is found by: a kind, a colon and a text. */
  readonly words: readonly string[];
  /** The strictest of its items. */
  readonly handling: Handling;
  readonly summary: ConsignmentSummary;
}

/** Makes entries; consignments without items have none. */
type MakeSearchEntries = (due: readonly ConsignmentToIndex[]) => readonly SearchEntry[];

/** The search of the whole store, which follows facts and scores by a second or two. */
export interface SearchIndexPort {
  hasDue(): Promise<boolean>;
  /**
   * Takes in some due consignments, in order of id, and forgets that they were due; returns how many. Several may do so at once: each takes what no other has.
   */
  takeIn(maximumConsignments: number, make: MakeSearchEntries): Promise<number>;
}

/** A word to look for; `isPrefix` finds all words that begin with it, and `isRare` is of those that are not kept week by week. */
export interface SearchWord {
  readonly word: string;
  readonly isPrefix: boolean;
  readonly isRare?: boolean;
}

/** Whose consignments are looked through. */
export interface SearchSource {
  readonly agency: string;
  /** Only those that may be used for it; undefined for one's own. */
  readonly purpose: string | undefined;
}

/** Where a page ends. */
export interface SearchPlace {
  readonly knownAtMs: number;
  readonly consignmentId: number;
}

/** What is looked for: everything must hold. */
export interface SearchFilter {
  readonly sources: readonly SearchSource[];
  /** How a reference of any kind begins, as the source wrote it. */
  readonly reference: string | undefined;
  /** Of each group one word at least. */
  readonly words: readonly (readonly SearchWord[])[];
  /** Known since then. */
  readonly fromMs: number | undefined;
  /** Known before then. */
  readonly toMs: number | undefined;
  /** Probability of at least so much, and less than so much. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Goes on behind this one of the page before. */
  readonly after: SearchPlace | undefined;
  readonly limit: number;
}

/** A consignment that was found. */
export interface FoundConsignment extends SearchPlace {
  readonly agency: string;
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  readonly stage: string;
  readonly office: string | undefined;
  readonly channel: string | undefined;
  readonly releaseCutOffMs: number | undefined;
  readonly handling: Handling;
  readonly summary: ConsignmentSummary;
  /** Of the view's own agency only. */
  readonly probability: number | undefined;
}

/** A page of what was found, the youngest first. */
export interface FoundPage {
  readonly found: readonly FoundConsignment[];
  readonly hasMore: boolean;
  /** Of all pages: exact up to 1,000. */
  readonly total: number;
  readonly isTotalExact: boolean;
}

/** The search in an agency's view. */
export interface SearchPort {
  find(filter: SearchFilter): Promise<FoundPage>;
}
