/** Procedures of law as dated data: which step is due when after goods were stopped. */
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { iprTypes } from './examination.ts';
import { measureKinds } from './measure.ts';
import { dayMs } from './moment.ts';
import { endOfPeriod, type WorkingCalendar } from './working-calendar.ts';

/** What begins a case, beside the steps themselves. */
const beginnings = ['presented', 'detained'] as const;
/** Yes-or-no facts of a case that a step may depend on. */
export const caseFacts = ['hasApplication', 'isSmallConsignment', 'isPerishable'] as const;
/** A fact of {@link caseFacts}. */
export type CaseFact = (typeof caseFacts)[number];

const stepName = z.string().regex(/^[a-z0-9-]+$/);
const day = z.union([
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  z.date().transform((date) => date.toISOString().slice(0, 10)),
]);
const period = z.strictObject({ days: z.int().min(0).max(3650), kind: z.enum(['working', 'calendar']) });

const procedureSchema = z.strictObject({
  name: stepName,
  title: z.string().min(1),
  effectiveFrom: day,
  effectiveTo: day.optional(),
  source: z.string().min(1),
  collectedOn: day,
  /** Measures that begin a case. */
  beginsWith: z.array(z.enum(measureKinds)).min(1),
  steps: z
    .array(
      z.strictObject({
        step: stepName,
        what: z.string().min(1),
        who: z.string().min(1),
        /** `presented`, `detained` or an earlier step. */
        after: stepName,
        when: z
          .strictObject({
            hasApplication: z.boolean().optional(),
            isSmallConsignment: z.boolean().optional(),
            isPerishable: z.boolean().optional(),
            iprTypes: z.array(z.enum(iprTypes)).optional(),
          })
          .default({}),
        period,
        /** Once, from the end of the period on, where `STEP-extended` is known. */
        extension: period.optional(),
        basis: z.string().min(1),
        /** What follows if nothing is done. */
        lapse: z.string().optional(),
      }),
    )
    .min(1),
});

/** A validated procedure. */
export type Procedure = z.infer<typeof procedureSchema>;

/**
 * Returns the procedure in a YAML text.
 * @throws `settings-invalid` with every problem.
 */
export function parseProcedure(file: string, text: string): Procedure {
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new AppError('settings-invalid', { file, problems: `  ${(error as Error).message}` }, error);
  }
  const parsed = procedureSchema.safeParse(raw);
  const problems: string[] = [];
  if (parsed.success) {
    const seen = new Set<string>(beginnings);
    parsed.data.steps.forEach(({ step, after }, index) => {
      if (!seen.has(after))
        problems.push(`  steps.${index}.after: expected ${beginnings.join(', ')} or an earlier step, got ${after}`);
      if (seen.has(step)) problems.push(`  steps.${index}.step: ${step} stands twice`);
      seen.add(step);
    });
    if (problems.length === 0) return parsed.data;
  } else problems.push(...parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`));
  throw new AppError('settings-invalid', { file, problems: problems.join('\n') });
}

/** A case under a procedure. */
export interface ProcedureCase {
  /** Days since 1970-01-01 of what is known to have happened: beginnings, steps, `STEP-extended`. */
  readonly events: ReadonlyMap<string, number>;
  /** Facts that are known. */
  readonly facts: ReadonlyMap<CaseFact, boolean>;
  readonly iprType: string | undefined;
}

/** One step of a case. Days are days since 1970-01-01. */
export interface StepDeadline {
  readonly step: string;
  readonly what: string;
  readonly who: string;
  readonly basis: string;
  readonly lapse: string | undefined;
  /** Last day of the period. */
  readonly dueOn: number;
  /** `waiting`: what it follows has not happened yet, so the day is the latest possible. */
  readonly state: 'done' | 'done-late' | 'due' | 'overdue' | 'waiting';
  /** Facts that are not known and on which it depends whether the step applies. */
  readonly dependsOn: readonly string[];
}

/** Whether a procedure is law on a day. */
export function isEffective({ effectiveFrom, effectiveTo }: Procedure, day: number): boolean {
  const text = new Date(day * dayMs).toISOString().slice(0, 10);
  return text >= effectiveFrom && (effectiveTo === undefined || text <= effectiveTo);
}

/** Returns the steps of a case that apply or may apply, in the order of the procedure, as they stand on a day. A step whose beginning is not known at all has no date and is left out. */
export function deadlinesOf(
  procedure: Procedure,
  calendar: WorkingCalendar,
  { events, facts, iprType }: ProcedureCase,
  today: number,
): StepDeadline[] {
  const deadlines: StepDeadline[] = [];
  const latest = new Map<string, number>();
  for (const { step, what, who, after, when, period: own, extension, basis, lapse } of procedure.steps) {
    const dependsOn = openConditions(when, facts, iprType);
    const begun = events.get(after);
    const from = begun ?? latest.get(after);
    if (dependsOn === undefined || from === undefined) continue;
    let dueOn = endOfPeriod(calendar, from, own);
    if (extension !== undefined && events.has(`${step}-extended`)) dueOn = endOfPeriod(calendar, dueOn, extension);
    latest.set(step, dueOn);
    const state = stateOf({ doneOn: events.get(step), hasBegun: begun !== undefined, dueOn, today });
    deadlines.push({ step, what, who, basis, lapse, dueOn, state, dependsOn });
  }
  return deadlines;
}

/** Conditions of a step that nobody knows; undefined where one is known not to hold. */
function openConditions(
  when: Procedure['steps'][number]['when'],
  facts: ProcedureCase['facts'],
  iprType: string | undefined,
): string[] | undefined {
  const open: string[] = [];
  for (const fact of caseFacts) {
    if (when[fact] === undefined) continue;
    const known = facts.get(fact);
    if (known === undefined) open.push(fact);
    else if (known !== when[fact]) return undefined;
  }
  if (when.iprTypes === undefined) return open;
  if (iprType === undefined) return [...open, 'iprType'];
  return when.iprTypes.some((type) => type === iprType) ? open : undefined;
}

function stateOf(step: {
  readonly doneOn: number | undefined;
  readonly hasBegun: boolean;
  readonly dueOn: number;
  readonly today: number;
}): StepDeadline['state'] {
  if (step.doneOn !== undefined) return step.doneOn > step.dueOn ? 'done-late' : 'done';
  if (!step.hasBegun) return 'waiting';
  return step.dueOn < step.today ? 'overdue' : 'due';
}

/** The step that has to be done next: of those that are due or overdue the one with the earliest date. */
export function nextStep(deadlines: readonly StepDeadline[]): StepDeadline | undefined {
  return deadlines
    .filter(({ state }) => state === 'due' || state === 'overdue')
    .reduce<StepDeadline | undefined>(
      (best, each) => (best === undefined || each.dueOn < best.dueOn ? each : best),
      undefined,
    );
}
