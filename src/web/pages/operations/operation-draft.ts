/** An operation as a form holds it, and the terms that become of it. */
import { type Channel, channels } from '../../../domain/consignment.ts';
import { dayMs } from '../../../domain/moment.ts';
import type { NewOperation, OperationDefaults, OperationShown, OperationTerms } from '../../api/contract.ts';

/** Kinds of control that minutes are given for, as the form orders them. */
export const minuteKinds = ['physical', 'scan', 'documentary'] as const;

/** One shift of one office. */
export interface DraftShift {
  readonly office: string;
  readonly shift: string;
  readonly begins: string;
  readonly ends: string;
  readonly isUsed: boolean;
  readonly minutes: { readonly [kind in (typeof minuteKinds)[number]]: string };
}

/** What the form holds. */
export interface OperationDraft {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: OperationTerms['purpose'];
  readonly legalBasis: string;
  readonly channels: readonly Channel[];
  readonly hsPrefixes: string;
  readonly originCountries: string;
  readonly tlp: NonNullable<OperationTerms['handling']>['tlp'];
  /** ISO date: reports are due at its end. */
  readonly reportsDue: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly shifts: readonly DraftShift[];
}

/** Days of a new operation's window, and days after it until final reports are due. */
const usualDays = 5;
const usualReportDays = 7;

function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function shiftsOf(plan: OperationDefaults['plan']): DraftShift[] {
  return plan.offices.flatMap(({ office, shifts }) =>
    shifts.map(({ shift, begins, ends, minutes }) => ({
      office,
      shift,
      begins,
      ends,
      isUsed: true,
      minutes: {
        physical: String(minutes.physical ?? 0),
        scan: String(minutes.scan ?? 0),
        documentary: String(minutes.documentary ?? 0),
      },
    })),
  );
}

/** Returns a new draft, whose window begins tomorrow. */
export function newDraft(defaults: OperationDefaults, nowMs: number): OperationDraft {
  const fromMs = nowMs + dayMs;
  const toMs = fromMs + (usualDays - 1) * dayMs;
  const [contact] = defaults.contacts;
  return {
    name: '',
    from: isoDay(fromMs),
    to: isoDay(toMs),
    purpose: 'ipr-enforcement',
    legalBasis: defaults.legalBasis ?? '',
    channels: [],
    hsPrefixes: '',
    originCountries: '',
    tlp: 'TLP:AMBER+STRICT',
    reportsDue: isoDay(toMs + usualReportDays * dayMs),
    contactName: contact?.name ?? '',
    contactPhone: contact?.phone ?? '',
    shifts: shiftsOf(defaults.plan),
  };
}

/** Returns the draft of an operation that is to be changed. */
export function draftOf(operation: OperationShown): OperationDraft {
  const { scope } = operation;
  return {
    name: operation.name,
    from: operation.from,
    to: operation.to,
    purpose: operation.purpose as OperationDraft['purpose'],
    legalBasis: operation.legalBasis,
    channels: scope.channels,
    hsPrefixes: scope.hsPrefixes.join(' '),
    originCountries: scope.originCountries.join(' '),
    tlp: operation.handling.tlp,
    reportsDue: isoDay(operation.reportsDueMs - 1),
    contactName: '',
    contactPhone: '',
    shifts: shiftsOf(operation.plan),
  };
}

/** Returns the terms of a draft; what the form does not show of the plan and the scope stays as it was. */
export function termsOf(
  draft: OperationDraft,
  plan: OperationDefaults['plan'],
  before?: Pick<OperationShown, 'scope' | 'handling'>,
): OperationTerms {
  const { name: _, ...rest } = plan as { name?: string } & OperationDefaults['plan'];
  const isUsed = (office: string, shift: string): DraftShift | undefined =>
    draft.shifts.find((one) => one.office === office && one.shift === shift && one.isUsed);
  const offices = plan.offices.flatMap((office) => {
    const shifts = office.shifts.flatMap((shift) => {
      const used = isUsed(office.office, shift.shift);
      if (used === undefined) return [];
      const minutes = Object.fromEntries(
        minuteKinds.flatMap((kind) => (Number(used.minutes[kind]) > 0 ? [[kind, Number(used.minutes[kind])]] : [])),
      );
      return [{ ...shift, minutes }];
    });
    return shifts.length === 0 ? [] : [{ ...office, shifts }];
  });
  return {
    name: draft.name.trim(),
    purpose: draft.purpose,
    legalBasis: draft.legalBasis.trim(),
    scope: {
      ...before?.scope,
      channels: channels.filter((channel) => draft.channels.includes(channel)),
      hsPrefixes: wordsIn(draft.hsPrefixes).map((code) => code.replaceAll('.', '')),
      originCountries: wordsIn(draft.originCountries).map((code) => code.toUpperCase()),
    },
    plan: { ...rest, from: draft.from, to: draft.to, offices },
    handling: { ...before?.handling, tlp: draft.tlp },
    reportsDueMs: Date.parse(draft.reportsDue) + dayMs,
  };
}

/** Returns the contacts of a draft. */
export function contactsOf({ contactName, contactPhone }: OperationDraft): NonNullable<NewOperation['contacts']> {
  const phone = contactPhone.trim();
  if (contactName.trim() === '') return [];
  return [{ name: contactName.trim(), ...(phone === '' ? {} : { phone }) }];
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}
