/** Ranks the current scores of a store under capacity and keeps the list. */
import type { Ports } from './ports.ts';
import { rankStored } from './rank-stored.ts';
import type { Store } from './store-ports.ts';

/** What is ranked. */
export interface RankTargetsInput {
  /** Capacity file as text (YAML). */
  readonly capacity: string;
  readonly policy: string;
  readonly seed: number;
  readonly sinceTick?: number | undefined;
}

/** The list that was made. */
export interface RankTargetsReport {
  readonly listId: number;
  readonly selected: number;
  readonly eligible: number;
  readonly candidates: number;
}

/**
 * Makes a list of targets, with reasons, and keeps it.
 * @throws as ranking does: `settings-invalid`, `refused`, `not-found`.
 */
export async function rankTargets(
  ports: Pick<Ports, 'files' | 'folders' | 'clock'>,
  store: Pick<Store, 'facts' | 'scores' | 'lookOuts' | 'targetLists'>,
  input: RankTargetsInput,
): Promise<RankTargetsReport> {
  const capacity = await ports.files.spool(pieces(input.capacity));
  try {
    const outPath = `${capacity.path}.csv`;
    const { targets, ...report } = await rankStored(ports, store, {
      capacityPath: capacity.path,
      policy: input.policy,
      seed: input.seed,
      manual: [],
      sinceTick: input.sinceTick,
      hasReasons: true,
      takesLookOuts: true,
      outPath,
    });
    const listId = await store.targetLists.add({
      madeAtMs: ports.clock.nowMs(),
      policy: report.policy,
      seed: input.seed,
      report,
      targets,
      csv: await ports.files.readText(outPath),
    });
    const { selected, eligible, candidates } = report;
    return { listId, selected, eligible, candidates };
  } finally {
    await capacity.remove();
  }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
