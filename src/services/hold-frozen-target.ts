/** Sets and lifts legal holds on frozen targets. */
import { AppError } from '../errors.ts';
import type { AuditPort, NewAuditEntry } from './audit-ports.ts';
import type { AgencyFrozenTargetPort, LegalHold } from './disclosure-ports.ts';

/** What a hold needs: the ports of an agency's view or of the whole store. */
export interface HoldingPorts {
  readonly frozenTargets: Pick<AgencyFrozenTargetPort, 'find' | 'setHold'>;
  readonly audit: Pick<AuditPort, 'append'>;
}

/** Who acts, and when. */
export interface HoldActor {
  /** `actorLabel`, or `command`. */
  readonly actor: string;
  readonly nowMs: number;
}

/**
 * Puts a frozen target under a legal hold, in the place of the one that it is under: until its end no erasure reaches it.
 * @throws `not-found`; `usage` for an end that is past.
 */
export async function setLegalHold(
  ports: HoldingPorts,
  { id, ground, untilMs }: { readonly id: number; readonly ground: string; readonly untilMs: number },
  by: HoldActor,
): Promise<LegalHold> {
  if (ground.trim() === '') throw new AppError('usage', { reason: 'a legal hold needs its ground' });
  if (untilMs <= by.nowMs) throw new AppError('usage', { reason: 'a legal hold ends in the future' });
  const hold = { ground, untilMs, setBy: by.actor, setAtMs: by.nowMs };
  await change(ports, { id, hold, by, action: 'set-legal-hold', payload: { ground, untilMs } });
  return hold;
}

/**
 * Lifts the legal hold of a frozen target; what an erasure had to pass by is erased with the next sweep.
 * @throws `not-found`.
 */
export async function liftLegalHold(ports: HoldingPorts, id: number, by: HoldActor): Promise<void> {
  await change(ports, { id, hold: undefined, by, action: 'lift-legal-hold', payload: {} });
}

interface Change {
  readonly id: number;
  readonly hold: LegalHold | undefined;
  readonly by: HoldActor;
  readonly action: NewAuditEntry['action'];
  readonly payload: unknown;
}

async function change(
  { frozenTargets, audit }: HoldingPorts,
  { id, hold, by, action, payload }: Change,
): Promise<void> {
  const target = await frozenTargets.find(id);
  if (target === undefined || !(await frozenTargets.setHold(id, hold))) {
    throw new AppError('not-found', { what: 'frozen target', name: id });
  }
  await audit.append({
    atMs: by.nowMs,
    actor: by.actor,
    agency: target.agency,
    action,
    subject: `frozen-target:${id}`,
    payload,
  });
}
