/** `touchstone disclose`: produces what was known and shown when a target was decided. */
import { Command, Option } from 'commander';
import { type PartyRole, partyRoles } from '../../domain/party.ts';
import { AppError } from '../../errors.ts';
import { discloseTarget, usualConcernedRoles } from '../../services/disclose-target.ts';
import type { Ports } from '../../services/ports.ts';
import type { Store } from '../../services/store-ports.ts';
import { storeOption, withStore } from '../store-option.ts';
import { note, printJson } from '../terminal.ts';

interface Options {
  readonly store: string;
  readonly out?: string;
  readonly concerned: readonly PartyRole[];
}

/** Targets of a consignment that are named where it is not clear which one is meant. */
const namedAtMost = 20;

/** Returns the command. */
export function discloseCommand(ports: Ports): Command {
  return new Command('disclose')
    .description(
      'produce what was known and shown when a target was decided: a main part, and apart a schedule of sensitive parts',
    )
    .argument('<target>', 'number of the frozen target, or AGENCY/REFERENCE of its consignment')
    .option('--out <file>', 'write the main part there, and the schedule beside it as <file>.schedule.json')
    .addOption(
      new Option('--concerned <roles...>', 'roles of whoever it is about; other private people are scheduled apart')
        .choices([...partyRoles])
        .default(usualConcernedRoles),
    )
    .addOption(storeOption())
    .action(async (words: string, { store: where, out, concerned }: Options) => {
      const nowMs = ports.clock.nowMs();
      const { schedule, ...disclosure } = await withStore(ports, where, async (store) => {
        const id = await targetOf(store, words);
        const made = await discloseTarget(store.frozenTargets, store.frozenTargets, {
          id,
          nowMs,
          concernedRoles: concerned,
        });
        await store.audit.append({
          atMs: nowMs,
          actor: 'command',
          agency: made.target.agency,
          action: 'disclose-target',
          subject: `frozen-target:${id}`,
          payload: { purpose: 'disclosure', concernedRoles: concerned, scheduled: made.schedule.length },
        });
        return made;
      });
      if (!disclosure.target.isUnaltered) note('the content is no longer what was frozen: its hash differs');
      if (out === undefined) printJson({ ...disclosure, schedule });
      else {
        await ports.files.write(out, `${JSON.stringify(disclosure, null, 2)}\n`);
        await ports.files.write(
          `${out}.schedule.json`,
          `${JSON.stringify({ target: disclosure.target, schedule }, null, 2)}\n`,
        );
        note(
          `${schedule.length} sensitive parts stand apart in ${out}.schedule.json; each needs a decision of its own`,
        );
      }
    });
}

/**
 * Returns the number of the target that is meant.
 * @throws `not-found`; `usage` where a consignment was decided several times.
 */
async function targetOf(store: Pick<Store, 'frozenTargets'>, words: string): Promise<number> {
  if (/^\d{1,15}$/.test(words)) return Number(words);
  const found = await store.frozenTargets.list({ reference: words, limit: namedAtMost });
  if (found.length === 1) return found[0]!.id;
  if (found.length === 0) throw new AppError('not-found', { what: 'frozen target', name: words });
  const named = found.map(({ id, frozenAtMs }) => `${id} (${new Date(frozenAtMs).toISOString()})`).join(', ');
  throw new AppError('usage', { reason: `${words} was decided several times; name one of ${named}` });
}
