/** Handling labels: who may see and pass on a record. The strictest of several labels wins. */

/** Traffic Light Protocol 2.0 labels (FIRST, August 2022), widest first. */
export const tlpLabels = ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'] as const;

/** A TLP 2.0 label. */
export type TlpLabel = (typeof tlpLabels)[number];

/** The handling that every record carries (idea 9 of the architecture). */
export interface Handling {
  readonly ownerAgency: string;
  readonly tlp: TlpLabel;
  /** Reliability of the source: A (completely) … D (not), X (cannot be judged). */
  readonly sourceGrade: 'A' | 'B' | 'C' | 'D' | 'X';
  /** Accuracy of the information: 1 (known without reserve) … 4 (cannot be judged or not corroborated). */
  readonly informationGrade: 1 | 2 | 3 | 4;
  /** Europol handling codes: H0 none, H1 not in proceedings without permission, H2 no dissemination without it, H3 other restriction. */
  readonly europolCodes: readonly ('H0' | 'H1' | 'H2' | 'H3')[];
  readonly nationalMarking: string | undefined;
  /** Every further step needs the originator's consent. */
  readonly isOriginatorControlled: boolean;
  /** What the record may be used for; empty means only its owner's own customs risk analysis. */
  readonly purposes: readonly string[];
  /** ISO date after which the record must not be used; undefined means no date was set. */
  readonly expiresOn: string | undefined;
}

/** Returns the label in a text: TLP 2.0, or 1.0's WHITE, which became CLEAR; undefined for anything else. */
export function parseTlp(text: string): TlpLabel | undefined {
  const label = text.trim().toUpperCase();
  const full = label.startsWith('TLP:') ? label : `TLP:${label}`;
  if (full === 'TLP:WHITE') return 'TLP:CLEAR';
  return tlpLabels.find((known) => known === full);
}

/** Returns the handling of a record whose source says nothing: its owner's own organisation only. */
export function defaultHandling(ownerAgency: string): Handling {
  return {
    ownerAgency,
    tlp: 'TLP:AMBER+STRICT',
    sourceGrade: 'X',
    informationGrade: 4,
    europolCodes: [],
    nationalMarking: undefined,
    isOriginatorControlled: false,
    purposes: [],
    expiresOn: undefined,
  };
}

/** Grades of a source from most to least reliable. */
const sourceGrades = ['A', 'B', 'C', 'D', 'X'] as const;

/**
 * Returns the handling of what was made from two records: the strictest of each part. Owners and markings that differ are all kept,
 * joined by `+` in order; purposes are those that both allow.
 */
export function combineHandling(a: Handling, b: Handling): Handling {
  return {
    ownerAgency: union(a.ownerAgency.split('+'), b.ownerAgency.split('+')).join('+'),
    tlp: tlpLabels[Math.max(tlpLabels.indexOf(a.tlp), tlpLabels.indexOf(b.tlp))]!,
    sourceGrade: sourceGrades[Math.max(sourceGrades.indexOf(a.sourceGrade), sourceGrades.indexOf(b.sourceGrade))]!,
    informationGrade: Math.max(a.informationGrade, b.informationGrade) as Handling['informationGrade'],
    europolCodes: union(a.europolCodes, b.europolCodes),
    nationalMarking: combineMarkings(a.nationalMarking, b.nationalMarking),
    isOriginatorControlled: a.isOriginatorControlled || b.isOriginatorControlled,
    purposes: union(a.purposes, a.purposes).filter((purpose) => b.purposes.includes(purpose)),
    expiresOn: earliest(a.expiresOn, b.expiresOn),
  };
}

function union<T extends string>(a: readonly T[], b: readonly T[]): T[] {
  return [...new Set([...a, ...b])].sort();
}

function combineMarkings(a: string | undefined, b: string | undefined): string | undefined {
  const markings = union(a?.split('+') ?? [], b?.split('+') ?? []);
  return markings.length === 0 ? undefined : markings.join('+');
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
