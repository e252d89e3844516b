/** A worker that takes one piece of work and never ends it; says so on standard output. Its target comes as JSON. */
import { openQueues, type QueueTarget } from '../../../src/queues/open-queues.ts';

const target = JSON.parse(process.argv[2]!) as QueueTarget;
const queues = await openQueues(target, { onError: (error) => process.stderr.write(`${error.message}\n`) });
await queues.consume(
  'train-model',
  () => {
    process.stdout.write('in hand\n');
    return new Promise(() => {});
  },
  { concurrency: 1 },
);
