/** Instructions under seal, for duty supervisors alone. */
import { z } from 'zod';
import { logAccess } from '../../services/log-access.ts';
import { sealInstruction, unsealInstruction } from '../../services/seal-instruction.ts';
import { defineRoute, type Route } from '../define-route.ts';
import { sealedInput, sealedInstruction, sealedPath } from '../schemas/holds.ts';

/** Routes of instructions under seal. */
export const sealedRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/sealed',
    summary: 'Instructions under seal that hold. The reading is logged.',
    permission: 'open-sealed',
    reply: z.object({ items: z.array(sealedInstruction) }),
    handle: async (context) => {
      const found = await context.inView(({ sealed }) => sealed.list(context.nowMs));
      await logAccess(context, { action: 'search', criteria: 'instructions under seal' });
      return { items: found.map(({ note, madeBy: _, ...one }) => ({ ...one, note: note ?? null })) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/sealed',
    summary: 'Enter an instruction under seal: officers see "Refer to duty supervisor" and nothing else.',
    permission: 'open-sealed',
    body: sealedInput,
    reply: z.object({ id: z.number().int() }),
    status: 201,
    handle: ({ inView, actor, nowMs }, { body }) =>
      inView(async (view) => ({
        id: await sealInstruction(view, { actor, nowMs }, { ...body, note: body.note }),
      })),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/sealed/:sealedId',
    summary: 'End an instruction before its time.',
    permission: 'open-sealed',
    params: sealedPath,
    handle: ({ inView, actor, nowMs }, { params }) =>
      inView((view) => unsealInstruction(view, { actor, nowMs }, params.sealedId)),
  }),
];
