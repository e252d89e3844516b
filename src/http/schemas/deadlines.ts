/** Clocks of procedure. */
import { z } from 'zod';
import { shortText } from './common.ts';

const name = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** Query of GET /api/deadlines: a procedure and a calendar of working days by name. */
export const deadlineQuery = z.object({
  procedure: name,
  calendar: name,
  office: shortText.optional(),
  /** Cases with a step that is overdue alone. */
  overdueOnly: z.enum(['true', 'false']).optional(),
});

/** Reply of GET /api/procedures: what may be asked by. */
export const procedures = z.object({ procedures: z.array(z.string()), calendars: z.array(z.string()) });

/** Reply of GET /api/deadlines; days as `2026-10-05`. */
export const deadlines = z.object({
  procedure: z.string(),
  calendar: z.string(),
  today: z.string(),
  open: z.number().int(),
  closed: z.number().int(),
  overdueSteps: z.number().int(),
  /** Measures that began before the procedure was law, or after. */
  outsideOfLaw: z.number().int(),
  /** False where there are more than are told; the most urgent are. */
  isWhole: z.boolean(),
  cases: z.array(
    z.object({
      measure: z.string(),
      kind: z.string(),
      begun: z.string(),
      office: z.string().nullable(),
      iprType: z.string().nullable(),
      /** Step that has to be done next; null where nothing is due. */
      next: z.string().nullable(),
      steps: z.array(
        z.object({
          step: z.string(),
          what: z.string(),
          who: z.string(),
          basis: z.string(),
          /** What follows if nothing is done. */
          lapse: z.string().nullable(),
          dueOn: z.string(),
          /** `waiting`: the day is the latest possible. */
          state: z.enum(['done', 'done-late', 'due', 'overdue', 'waiting']),
          /** Facts that nobody told and on which it depends whether the step applies. */
          dependsOn: z.array(z.string()),
        }),
      ),
    }),
  ),
});
