/** A version of the target list of an operation: what stands in it, where it stands, and how two versions differ. */
import { AppError } from '../errors.ts';

/** What a target of an operation is sent to. */
export type TargetControl = 'documentary' | 'physical' | 'scan-then-open';

/** A consignment that is to be controlled, as officers see it: no source and no chance of its selection. */
export interface ListedTarget {
  /** `AGENCY/REFERENCE`. */
  readonly reference: string;
  /** What is opened; several targets may share it. */
  readonly unit: string;
  readonly office: string;
  /** `2026-10-05/day`. */
  readonly shift: string;
  readonly control: TargetControl;
  /** The shift in which it is opened after a scan, if another. */
  readonly opensIn?: string | undefined;
  /** Whole percent. */
  readonly riskScore: number;
  /** Minutes of the whole unit, by kind. */
  readonly minutes: { readonly documentary: number; readonly scan: number; readonly physical: number };
  /** Agency that carries the control out. */
  readonly leadAgency: string;
  readonly channel?: string | undefined;
  readonly destinationCountry?: string | undefined;
  readonly goods?: string | undefined;
  readonly hsCodes: readonly string[];
  readonly releaseCutOffMs?: number | undefined;
}

/** Where a version stands. */
export const listStates = ['made', 'approved', 'sent', 'recalled'] as const;
/** One of {@link listStates}. */
export type ListState = (typeof listStates)[number];

/** Who did something with a version, and when. */
export interface ListMark {
  /** `actorLabel`. */
  readonly by: string;
  readonly name: string;
  readonly atMs: number;
}

/** The marks of a version. */
export interface ListMarks {
  readonly made: ListMark;
  readonly approved: ListMark | undefined;
  readonly sent: ListMark | undefined;
  readonly recalled: ListMark | undefined;
}

/** Returns where a version stands. */
export function listStateOf({ approved, sent, recalled }: Omit<ListMarks, 'made'>): ListState {
  if (recalled !== undefined) return 'recalled';
  if (sent !== undefined) return 'sent';
  return approved === undefined ? 'made' : 'approved';
}

/**
 * Lets somebody approve a version: a second person, never the one who made it.
 * @throws `conflict`, `refused`.
 */
export function requireApproval(marks: ListMarks, by: string): void {
  requireListState(marks, 'made');
  if (marks.made.by === by)
    throw new AppError('refused', { reason: 'a list is approved by somebody other than who made it' });
}

/**
 * Refuses what the state of a version does not allow.
 * @throws `conflict`.
 */
export function requireListState(marks: ListMarks, wanted: ListState): void {
  const state = listStateOf(marks);
  if (state !== wanted) throw new AppError('conflict', { reason: `the list is ${state}, not ${wanted}` });
}

/** A target that stands in both versions and is treated otherwise. */
interface ChangedTarget {
  readonly reference: string;
  /** What differs, of office, shift, control, opensIn and leadAgency. */
  readonly changes: readonly {
    readonly field: (typeof comparedFields)[number];
    readonly from: string | undefined;
    readonly to: string | undefined;
  }[];
}

/** What a version has that another had not. */
export interface ListDifferences {
  readonly added: readonly ListedTarget[];
  readonly removed: readonly ListedTarget[];
  readonly changed: readonly ChangedTarget[];
  readonly unchanged: number;
}

const comparedFields = ['office', 'shift', 'control', 'opensIn', 'leadAgency'] as const;

/** Compares two versions by reference; each part stands in the order of its list. */
export function listDifferences(from: readonly ListedTarget[], to: readonly ListedTarget[]): ListDifferences {
  const before = new Map(from.map((target) => [target.reference, target]));
  const after = new Set(to.map(({ reference }) => reference));
  const added: ListedTarget[] = [];
  const changed: ChangedTarget[] = [];
  let unchanged = 0;
  for (const target of to) {
    const old = before.get(target.reference);
    if (old === undefined) {
      added.push(target);
      continue;
    }
    const changes = comparedFields
      .filter((field) => old[field] !== target[field])
      .map((field) => ({ field, from: old[field], to: target[field] }));
    if (changes.length === 0) unchanged++;
    else changed.push({ reference: target.reference, changes });
  }
  return { added, removed: from.filter(({ reference }) => !after.has(reference)), changed, unchanged };
}
