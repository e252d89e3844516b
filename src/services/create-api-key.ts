/** Makes a key for a machine. */
import { actorLabel } from '../domain/actor.ts';
import { dayMs } from '../domain/moment.ts';
import type { KeyScope } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import type { ChangeAuthor } from './change-author.ts';
import { drawLetters, drawToken, hashOfToken } from './draw-secrets.ts';
import { findEnabledAgency } from './find-agency.ts';
import type { Ports } from './ports.ts';
import { requireLabel } from './require-label.ts';
import type { Store } from './store-ports.ts';

/** A key to be. */
interface NewMachineKey {
  /** What it is for. */
  readonly name: string;
  readonly agency: string;
  readonly scopes: readonly KeyScope[];
  /** The operator whose holds it may answer; goes with the scope `answer-holds`, which needs it. */
  readonly operatorId: number | undefined;
  /** Days until it ends: 1 to 366. */
  readonly days: number;
}

/** Characters of the part of a key by which it is found: 50 bits. */
const prefixLength = 10;
const mostDays = 366;

/**
 * Makes a key of an agency.
 * @returns its id and the key itself, `tsk_PREFIX_SECRET`, which is shown this once.
 * @throws `usage`, `not-found` for an agency or an operator of it that is not there or is disabled, or an agency that is not the author's.
 */
export async function createApiKey(
  ports: Pick<Ports, 'clock' | 'secrets'>,
  { people, asAgency }: Pick<Store, 'people' | 'asAgency'>,
  by: ChangeAuthor,
  { name: given, agency, scopes: asked, operatorId, days }: NewMachineKey,
): Promise<{ readonly id: number; readonly key: string }> {
  const createdAtMs = ports.clock.nowMs();
  const name = requireLabel('the name of a key', given);
  const scopes = [...new Set(asked)];
  if (scopes.length === 0) throw new AppError('usage', { reason: 'a key has one scope or more' });
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw new AppError('usage', { reason: `a key ends after 1 to ${mostDays} days` });
  }
  if (scopes.includes('answer-holds') !== (operatorId !== undefined)) {
    throw new AppError('usage', { reason: 'the scope answer-holds goes with an operator, and an operator with it' });
  }
  await findEnabledAgency(people, by, agency);
  if (operatorId !== undefined) {
    const scope = { agency, nowMs: createdAtMs };
    const operator = await asAgency(scope, ({ holds }) => holds.operator(operatorId));
    if (operator === undefined || operator.disabledAtMs !== undefined) {
      throw new AppError('not-found', { what: 'operator', name: operatorId });
    }
  }
  const prefix = drawLetters(ports.secrets, prefixLength);
  const secret = drawToken(ports.secrets);
  const expiresAtMs = createdAtMs + days * dayMs;
  const rest = { agency, scopes, operatorId, createdBy: by.label, createdAtMs, expiresAtMs };
  const id = await people.change(async ({ apiKeys, audit }) => {
    const made = await apiKeys.add({ prefix, secretHash: hashOfToken(secret), name, ...rest });
    await audit.append({
      atMs: createdAtMs,
      actor: by.label,
      agency,
      action: 'create-api-key',
      subject: actorLabel({ kind: 'key', id: made }),
      payload: { name, prefix, scopes, operatorId: operatorId ?? null, expiresAtMs },
    });
    return made;
  });
  return { id, key: `tsk_${prefix}_${secret}` };
}
