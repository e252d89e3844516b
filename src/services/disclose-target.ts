/** Produces what was known and shown when a target was decided. */
import { createHash } from 'node:crypto';
import type { PartyRole } from '../domain/party.ts';
import { AppError } from '../errors.ts';
import { canonicalJson } from '../util/canonical-json.ts';
import type { AgencyFrozenTargetPort, FrozenTargetPort, LegalHold } from './disclosure-ports.ts';
import { type ScheduledPart, scheduleSensitive } from './schedule-sensitive.ts';

/** A disclosure: the main part can be laid open, each part of the schedule needs a decision of its own. */
export interface Disclosure {
  readonly target: {
    readonly id: number;
    readonly agency: string;
    readonly caseId: number;
    readonly reference: string;
    readonly frozenAtMs: number;
    /** Hexadecimal. */
    readonly contentHash: string;
    /** Whether the content still has the hash under which it was frozen. */
    readonly isUnaltered: boolean;
    readonly hold: LegalHold | undefined;
  };
  readonly disclosedAtMs: number;
  readonly statement: string;
  readonly main: unknown;
  readonly schedule: readonly ScheduledPart[];
}

/** Whoever a target concerns, where nobody says otherwise. */
export const usualConcernedRoles: readonly PartyRole[] = ['importer', 'consignee'];

const statement =
  'A score is a suspicion about goods, not a finding. What stands here is what was known and shown when a person decided; nothing of it was looked up or computed later.';

/**
 * Returns the disclosure of a frozen target.
 * @param targets of the agency's view, or of the whole store: what it does not have is not found.
 * @throws `not-found`.
 */
export async function discloseTarget(
  targets: Pick<AgencyFrozenTargetPort, 'find'>,
  selections: Pick<FrozenTargetPort, 'selectionOf'>,
  {
    id,
    nowMs,
    concernedRoles,
  }: { readonly id: number; readonly nowMs: number; readonly concernedRoles: readonly PartyRole[] },
): Promise<Disclosure> {
  const found = await targets.find(id);
  if (found === undefined) throw new AppError('not-found', { what: 'frozen target', name: id });
  const { content, agency, caseId, reference, frozenAtMs, hold } = found;
  const contentHash = Buffer.from(found.contentHash).toString('hex');
  const { main, schedule } = scheduleSensitive({
    content,
    selection: await selections.selectionOf(id),
    agency,
    concernedRoles,
  });
  const isUnaltered = createHash('sha256').update(canonicalJson(content)).digest('hex') === contentHash;
  return {
    target: { id, agency, caseId, reference, frozenAtMs, contentHash, isUnaltered, hold },
    disclosedAtMs: nowMs,
    statement,
    main,
    schedule,
  };
}
