/**
 * Logs that somebody read personal data, and what for.
 *
 * For routes: `await logAccess(context, { action: 'read-consignment', subject: 'consignment:AURELIA/X1', fields: ['parties', 'goods'] })` before the reply, where `context` is the
 * `RequestContext`; `{ action: 'search', criteria: query, records: references }` for a page of a list. It resolves when the entry is stored: nothing is shown that is not logged.
 */
import { type Actor, actorLabel } from '../domain/actor.ts';
import { isPurpose, type Purpose, purposeOfKeys, purposeOfRole, purposes } from '../domain/purposes.ts';
import { AppError } from '../errors.ts';
import type { AuditPort } from './audit-ports.ts';

/** Who reads, and how it is logged. */
export interface ReadContext {
  readonly actor: Actor;
  /** As the reader says it; undefined means the usual one of the role. */
  readonly purpose: string | undefined;
  readonly nowMs: number;
  readonly requestId: string;
  readonly store: { readonly audit: Pick<AuditPort, 'append'> };
}

/** What was read. */
export interface Access {
  readonly action: 'read-consignment' | 'search' | 'export' | 'extract-person' | 'disclose-target';
  /** The one thing that was read, as `KIND:ID`; an opaque name. */
  readonly subject?: string | undefined;
  /** What was asked for; may name a person, and is erased with the payload. */
  readonly criteria?: unknown;
  /** References of the records that were shown. */
  readonly records?: readonly string[] | undefined;
  /** Groups of fields that were shown. */
  readonly fields?: readonly string[] | undefined;
}

/**
 * Stores the entry and returns the purpose under which it stands.
 * @throws `usage` for a purpose that is none of `src/domain/purposes.ts`.
 */
export async function logAccess(context: ReadContext, { action, subject, ...read }: Access): Promise<Purpose> {
  const { actor, nowMs, requestId, store } = context;
  const purpose = purposeOf(context);
  await store.audit.append({
    atMs: nowMs,
    actor: actorLabel(actor),
    agency: actor.agency,
    action,
    subject,
    payload: { purpose, requestId, ...read },
  });
  return purpose;
}

/**
 * Returns what somebody reads for.
 * @throws `usage` for a purpose that is none.
 */
export function purposeOf({ actor, purpose }: Pick<ReadContext, 'actor' | 'purpose'>): Purpose {
  if (purpose === undefined) return actor.kind === 'person' ? purposeOfRole[actor.role] : purposeOfKeys;
  if (isPurpose(purpose)) return purpose;
  throw new AppError('usage', { reason: `a purpose is one of ${Object.keys(purposes).join(', ')}` });
}
