/** What was known and shown when a target was decided, as it is kept for disclosure. */
import type { Handling } from './handling.ts';

/** Whether something was reported or is somebody's or something's judgement. */
type Nature = 'fact' | 'assessment';

/** A version of a record: `body` is what it says, without where it stood in its file. */
export interface FrozenRecord {
  /** Number of the version in the store; undefined for a result, of which the id says enough. */
  readonly factId: number | undefined;
  /** `AGENCY/REFERENCE`, with `#ITEM` for a goods item; the id of a result. */
  readonly name: string;
  readonly nature: Nature;
  readonly handling: Handling;
  readonly body: unknown;
}

/** Features of one goods item, as the model had them. */
export interface FrozenFeatures {
  readonly itemNumber: number;
  readonly factId: number;
  /** `NAME@VERSION`. */
  readonly model: string;
  readonly scoredAtMs: number;
  readonly margin: number;
  readonly probability: number;
  /** By the name of the feature, `fN` where the model's files were gone; null where the value was missing. */
  readonly values: { readonly [feature: string]: number | null };
}

/** Somebody who had seen the case or its consignment until then, or changed it. */
interface FrozenViewer {
  readonly actor: string;
  readonly action: string;
  readonly atMs: number;
}

/** The content. Everything is JSON, and nothing in it is looked up again later. */
export interface FrozenContent {
  readonly version: 1;
  /** 32 random bytes in hexadecimal, so that nobody can guess at the content by its hash. */
  readonly salt: string;
  readonly decision: {
    readonly code: string;
    readonly reason: string;
    readonly by: string;
    readonly byName: string;
    readonly atMs: number;
  };
  /** The case as the list and its page showed it: lane, place, summary, rights, look-out, cut-off. */
  readonly shownCase: { readonly [field: string]: unknown };
  /** The strongest reasons as displayed. */
  readonly shownReasons: readonly string[];
  /** The margin taken apart, as the page of the consignment showed it; undefined without a score. */
  readonly explanation: unknown;
  readonly records: readonly FrozenRecord[];
  readonly features: readonly FrozenFeatures[];
  /** What applied beside the model: policy, rules, matching look-outs, sealed instruction. */
  readonly rules: {
    readonly policy: string | undefined;
    /** Rules that matched, with the reason and who may read it; absent in what earlier programs froze. */
    readonly matched?: readonly { readonly [field: string]: unknown }[];
    readonly lookOuts: readonly { readonly [field: string]: unknown }[];
    readonly sealed: string | undefined;
  };
  /** What had happened with the case, the decision with the officer's own words among it. */
  readonly events: readonly {
    readonly kind: string;
    readonly atMs: number;
    readonly by: string | undefined;
    readonly text: string;
  }[];
  readonly notes: readonly { readonly atMs: number; readonly by: string; readonly text: string }[];
  readonly attachments: readonly { readonly fileName: string; readonly sha256: string; readonly tlp: string }[];
  readonly viewers: readonly FrozenViewer[];
}
