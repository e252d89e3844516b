/** An operation's plan: window, offices, shifts, officer-minutes, controls, and what the choice must keep to. */
import { parse } from 'yaml';
import { z } from 'zod';
import { channels } from '../../domain/consignment.ts';
import { dayMs, hourMs } from '../../domain/moment.ts';
import { AppError } from '../../errors.ts';
import { controlKinds } from './control-plan.ts';

const minuteMs = 60_000;
const minutes = z.number().gt(0).max(10_000);
const share = z.number().min(0).max(1);
const day = z.union([
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-10-05'),
  z.date().transform((date) => date.toISOString().slice(0, 10)),
]);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time of day in quotes, such as '06:00'");
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const code = z.union([z.string().min(1), z.number()]).transform(String);

const termsSchema = z.strictObject({
  documentary: z.strictObject({ minutes, finds: share }),
  scan: z.strictObject({ minutes, alarms: share, falseAlarms: share }),
  physical: z.strictObject({ minutes, minutesPerFurtherTarget: z.number().min(0), finds: share }),
});

/** What consignments can be told apart by when caps and shares are set. */
const groupings = ['partner', 'office', 'channel', 'hsChapter', 'originCountry', 'departureCountry'] as const;
/** A grouping of {@link groupings}. */
export type Grouping = (typeof groupings)[number];

const operationSchema = z.strictObject({
  name: z.string().min(1),
  /** First and last day. */
  from: day,
  to: day,
  /** Hours that the times of day are ahead of UTC. */
  utcOffsetHours: z.number().min(-12).max(14).default(0),
  controls: termsSchema,
  controlsByChannel: z.partialRecord(z.enum(channels), termsSchema).default({}),
  offices: z
    .array(
      z.strictObject({
        office: code,
        /** Offices whose consignments can be examined here; default its own. */
        serves: z.array(code).min(1).optional(),
        shifts: z
          .array(
            z.strictObject({
              shift: z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens'),
              begins: timeOfDay,
              /** A time at or before `begins` is that of the next day. */
              ends: timeOfDay,
              weekdays: z.array(z.enum(weekdays)).min(1).optional(),
              /** Officer-minutes by kind of control. */
              minutes: z.partialRecord(z.enum(controlKinds), z.number().min(0).max(1_000_000)),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
  /** Hours after arrival for which a consignment without a release cut-off can be held. */
  holdHours: z.number().gt(0).default(72),
  /** Office-shifts that are considered for a consignment, the earliest first. */
  mostShifts: z.int().min(1).max(50).default(3),
  /** Share of each office's physical minutes that is drawn at random, before anything else. */
  randomShare: share.default(0.1),
  /** Who allowed a random share of 0, why and when. */
  auditedOverride: z.strictObject({ by: z.string().min(1), reason: z.string().min(1), on: day }).optional(),
  /** Least share of all officer-minutes that goes to a partner's consignments. */
  minimumShares: z.array(z.strictObject({ partner: z.string().min(1), share: share })).default([]),
  /** Most targets of each value of a grouping, or of one value. */
  caps: z.array(z.strictObject({ by: z.enum(groupings), value: code.optional(), most: z.int().min(1) })).default([]),
  /** Standard deviation of what the log-odds of all probabilities may be off by together. */
  calibrationSd: z.number().min(0).max(3).default(0),
});

/** A validated plan. */
export type Operation = z.infer<typeof operationSchema>;

/** One shift of one office. */
export interface OfficeShift {
  readonly office: string;
  /** `2026-10-05/day`. */
  readonly shift: string;
  readonly beginsMs: number;
  readonly endsMs: number;
  readonly minutes: Operation['offices'][number]['shifts'][number]['minutes'];
}

/**
 * Returns the plan in a YAML text.
 * @throws `settings-invalid` with every problem; `refused` for a random share of 0 without an audited override.
 */
export function parseOperation(file: string, text: string): Operation {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = operationSchema.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`);
    throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
  }
  const operation = parsed.data;
  const problems: string[] = [];
  if (operation.to < operation.from) problems.push('  to: is before from');
  const offices = operation.offices.map(({ office }) => office);
  const doubled = offices.filter((office, index) => offices.indexOf(office) !== index);
  if (doubled.length > 0) problems.push(`  offices: ${[...new Set(doubled)].join(', ')} stands twice`);
  operation.offices.forEach(({ shifts }, index) => {
    const names = shifts.map(({ shift }) => shift);
    if (new Set(names).size < names.length) problems.push(`  offices.${index}.shifts: a name stands twice`);
  });
  if (operation.minimumShares.reduce((sum, { share: part }) => sum + part, 0) > 1)
    problems.push('  minimumShares: they add up to more than 1');
  if (problems.length > 0) throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
  if (operation.randomShare === 0 && operation.auditedOverride === undefined) {
    throw new AppError('refused', {
      reason: `${file}: a random share of 0 leaves nothing to learn the true rate from; it needs an auditedOverride with by, reason and on`,
    });
  }
  return operation;
}

/** Returns all shifts of all offices in the window, by office in the order of the plan and then by beginning. */
export function officeShifts(operation: Operation): OfficeShift[] {
  const made: OfficeShift[] = [];
  const zoneMs = operation.utcOffsetHours * hourMs;
  for (const { office, shifts } of operation.offices) {
    const ofOffice: OfficeShift[] = [];
    for (let dayStart = Date.parse(operation.from); dayStart <= Date.parse(operation.to); dayStart += dayMs) {
      const date = new Date(dayStart);
      const weekday = weekdays[date.getUTCDay()]!;
      for (const { shift, begins, ends, weekdays: days, minutes: byKind } of shifts) {
        if (days !== undefined && !days.includes(weekday)) continue;
        const beginsMs = dayStart + timeMs(begins) - zoneMs;
        const sameDay = dayStart + timeMs(ends) - zoneMs;
        const endsMs = sameDay <= beginsMs ? sameDay + dayMs : sameDay;
        ofOffice.push({
          office,
          shift: `${date.toISOString().slice(0, 10)}/${shift}`,
          beginsMs,
          endsMs,
          minutes: byKind,
        });
      }
    }
    made.push(...ofOffice.sort((a, b) => a.beginsMs - b.beginsMs || (a.shift < b.shift ? -1 : 1)));
  }
  return made;
}

function timeMs(text: string): number {
  const [hours, rest] = text.split(':').map(Number);
  return hours! * hourMs + rest! * minuteMs;
}
