/** The board of BullMQ's queues, which shows them and changes nothing. */
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { Queue } from 'bullmq';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AppError } from '../errors.ts';
import { problemOf } from './problem.ts';

/** Its page has styles within and names its own address, which the policy of our pages forbids; scripts still come from here alone. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** Serves the board beneath a path, behind `door`, which returns why somebody may not see it. */
export async function serveBoard(
  server: FastifyInstance,
  {
    path,
    queues,
    door,
  }: {
    readonly path: string;
    readonly queues: readonly Queue[];
    readonly door?: (request: FastifyRequest) => AppError | undefined;
  },
): Promise<void> {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
  });
  await server.register(
    async (board) => {
      board.addHook('onRequest', async (request, reply) => {
        // Thrown, it would be answered by the board's own words for errors.
        const refusal = door?.(request);
        if (refusal === undefined) return;
        const problem = problemOf(refusal, request.id);
        return reply.code(problem.status).type('application/problem+json').send(problem);
      });
      board.addHook('onSend', async (_, reply) => void reply.header('content-security-policy', policy));
      await board.register(adapter.registerPlugin());
    },
    { prefix: path },
  );
}
