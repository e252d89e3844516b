/**
 * Handling in one place: who may see a record, hand it on or take it out of the installation, and which of its fields. Every answer is the strictest of what the record's label,
 * codes, purposes and expiry, the agreements in force and the reader's role allow. The database holds the same walls by itself (ADR 12); this is what explains them, and what decides on fields.
 */
import type { Regime } from './agency.ts';
import {
  type Agreement,
  agreementState,
  type FieldGroup,
  fieldGroups,
  type OnwardSharing,
  onwardSharings,
  type SharedKind,
} from './agreement.ts';
import { type Handling, type TlpLabel, tlpLabels } from './handling.ts';
import { permissionsOf, type Role } from './roles.ts';

/** Whoever wants to see something. */
export interface Reader {
  readonly agency: string;
  readonly regime: Regime;
  /** Undefined for a machine's key, whose scopes are checked elsewhere. */
  readonly role: Role | undefined;
  /** What it is wanted for; undefined takes any purpose that record and agreement both allow. */
  readonly purpose: string | undefined;
}

/** What is to be seen. */
export interface RecordToSee {
  readonly kind: SharedKind;
  readonly handling: Handling;
  /** Regime of the agency that owns it. */
  readonly ownerRegime: Regime;
}

/** Why something is held back. */
type Refusal =
  | 'role'
  | 'label'
  | 'handling-code'
  | 'originator-control'
  | 'purpose'
  | 'expired'
  | 'no-agreement'
  | 'gateway';

/** What a reader may do with a record. */
export interface Sight {
  readonly maySee: boolean;
  /** Whether it may be handed to another agency of the installation. */
  readonly mayPassOn: OnwardSharing;
  /** Whether it may leave the installation, as in a file. */
  readonly mayExport: boolean;
  /** Groups of fields that may be shown. */
  readonly fields: readonly FieldGroup[];
  /** What must stand on every showing: label, codes, national marking. */
  readonly markings: readonly string[];
  /** Why not, or why not on: empty where nothing is held back. */
  readonly refusals: readonly Refusal[];
}

const roleless: readonly Role[] = ['administrator'];

/** Returns what a reader may do with a record at a moment, by the agreements that there are. */
export function maySee(reader: Reader, record: RecordToSee, agreements: readonly Agreement[], nowMs: number): Sight {
  const { handling } = record;
  const markings = markingsOf(handling);
  if (reader.role !== undefined && !mayReadCases(reader.role)) return nothing(['role'], markings);
  const owners = handling.ownerAgency.split('+');
  const isExpired = handling.expiresOn !== undefined && handling.expiresOn < isoDay(nowMs);
  if (owners.includes(reader.agency))
    return ofOwner(reader, handling, { isExpired, isSole: owners.length === 1, markings });
  const refusals = recordRefusals(handling, isExpired);
  if (reader.purpose !== undefined && !handling.purposes.includes(reader.purpose)) refusals.add('purpose');
  if (handling.purposes.length === 0) refusals.add('purpose');
  const given = owners.map((owner) => givenBy(owner, { reader, record, agreements, nowMs }));
  for (const one of given) for (const refusal of one.refusals) refusals.add(refusal);
  if (refusals.size > 0) return nothing([...refusals], markings);
  // What several agencies own, all of them must give.
  const fields = fieldGroups.filter((group) => given.every((one) => one.fields.has(group)));
  const mayPassOn = onwardSharings[Math.min(...given.map((one) => onwardSharings.indexOf(one.onward)))]!;
  const mayExport = handling.tlp === 'TLP:CLEAR' && mayPassOn === 'yes' && reader.role !== 'auditor';
  return { maySee: true, mayPassOn, mayExport, fields, markings, refusals: [] };
}

/** Whether a label lets a record leave its owner's organisation at all: AMBER by agreement, GREEN to agencies of the installation, CLEAR to all. */
function mayLeaveOwner(tlp: TlpLabel): boolean {
  return tlpLabels.indexOf(tlp) <= tlpLabels.indexOf('TLP:AMBER');
}

/** Whether nothing in a record's own handling keeps it with its owner, whoever would be given it. */
export function isShareable({ tlp, isOriginatorControlled, europolCodes, purposes }: Handling): boolean {
  return mayLeaveOwner(tlp) && !isOriginatorControlled && !hasRestrictingCode(europolCodes) && purposes.length > 0;
}

function mayReadCases(role: Role): boolean {
  return !roleless.includes(role) && permissionsOf[role].includes('see-consignments');
}

/** H2 and H3 restrict whom a record may reach; H1 restricts what it may be used for in court. */
function hasRestrictingCode(codes: Handling['europolCodes']): boolean {
  return codes.includes('H2') || codes.includes('H3');
}

function recordRefusals({ tlp, isOriginatorControlled, europolCodes }: Handling, isExpired: boolean): Set<Refusal> {
  const refusals = new Set<Refusal>();
  if (!mayLeaveOwner(tlp)) refusals.add('label');
  if (isOriginatorControlled) refusals.add('originator-control');
  if (hasRestrictingCode(europolCodes)) refusals.add('handling-code');
  if (isExpired) refusals.add('expired');
  return refusals;
}

interface OwnerCase {
  readonly isExpired: boolean;
  readonly isSole: boolean;
  readonly markings: readonly string[];
}

/** An owner sees all of what is its own, also what has expired: only so can it be corrected or erased. */
function ofOwner({ role }: Reader, handling: Handling, { isExpired, isSole, markings }: OwnerCase): Sight {
  const refusals = [...recordRefusals(handling, isExpired)];
  const isHeldBack = refusals.length > 0 || handling.purposes.length === 0;
  // Another owner has a say; within the installation it is asked.
  const mayPassOn = isHeldBack ? 'no' : isSole ? 'yes' : 'with-consent';
  const mayLeave = !isExpired && handling.tlp !== 'TLP:RED' && !handling.isOriginatorControlled && isSole;
  // Court, and whoever else a file may reach, is what H1 speaks of.
  const isForCourts = !handling.europolCodes.includes('H1') && !hasRestrictingCode(handling.europolCodes);
  const mayExport = mayLeave && isForCourts && role !== 'auditor';
  return { maySee: true, mayPassOn, mayExport, fields: fieldGroups, markings, refusals };
}

interface Question {
  readonly reader: Reader;
  readonly record: RecordToSee;
  readonly agreements: readonly Agreement[];
  readonly nowMs: number;
}

interface Given {
  readonly fields: ReadonlySet<FieldGroup>;
  readonly onward: OnwardSharing;
  readonly refusals: readonly Refusal[];
}

/** Returns what one owner gives the reader of a record. */
function givenBy(owner: string, { reader, record, agreements, nowMs }: Question): Given {
  const { handling, kind, ownerRegime } = record;
  const between = agreements.filter(
    (one) =>
      one.giver === owner &&
      one.taker === reader.agency &&
      one.kinds.includes(kind) &&
      agreementState(one, nowMs) === 'in-force',
  );
  if (between.length === 0) return refused('no-agreement');
  const labelled = between.filter(({ maximumTlp }) => tlpLabels.indexOf(handling.tlp) <= tlpLabels.indexOf(maximumTlp));
  if (labelled.length === 0) return refused('label');
  const crossed = labelled.filter(({ gateway }) => ownerRegime === reader.regime || gateway !== undefined);
  if (crossed.length === 0) return refused('gateway');
  const meant = crossed.filter(({ purposes }) =>
    purposes.some(
      (purpose) => handling.purposes.includes(purpose) && (reader.purpose === undefined || reader.purpose === purpose),
    ),
  );
  if (meant.length === 0) return refused('purpose');
  // Several agreements add up: each is a gift of its own.
  const onward = Math.max(...meant.map((one) => onwardSharings.indexOf(one.onwardSharing)));
  return { fields: new Set(meant.flatMap(({ fields }) => fields)), onward: onwardSharings[onward]!, refusals: [] };
}

function refused(...refusals: readonly Refusal[]): Given {
  return { fields: new Set(), onward: 'no', refusals };
}

function nothing(refusals: readonly Refusal[], markings: readonly string[]): Sight {
  return { maySee: false, mayPassOn: 'no', mayExport: false, fields: [], markings, refusals };
}

/** The markings of a record as they must be shown: label, Europol codes, national marking, originator control. */
export function markingsOf(handling: Handling): readonly string[] {
  return [
    handling.tlp,
    ...handling.europolCodes.filter((code) => code !== 'H0'),
    ...(handling.nationalMarking?.split('+') ?? []),
    ...(handling.isOriginatorControlled ? ['ORCON'] : []),
  ];
}

function isoDay(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
