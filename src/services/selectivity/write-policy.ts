/** Writes a version of a harm policy, as a draft. */
import { actorLabel } from '../../domain/actor.ts';
import { AppError } from '../../errors.ts';
import { type Policy, parsePolicy } from '../../ranking/policy.ts';
import type { AgencyView } from '../agency-view-ports.ts';
import { type CaseAuthor, personOf } from '../case-author.ts';
import type { SelectivityVersion } from '../selectivity-ports.ts';

/**
 * Keeps the text as the version of the policy that it names itself.
 * @throws `settings-invalid` with every problem, `refused` for a random share of 0 without an audited override, `conflict` for a version that is there already.
 */
export async function writePolicy(
  view: Pick<AgencyView, 'selectivity' | 'audit'>,
  { actor, nowMs }: CaseAuthor,
  text: string,
): Promise<SelectivityVersion> {
  if (text.includes('\0')) throw new AppError('usage', { reason: 'the policy holds a NUL' });
  const { name, version } = parsePolicy('the policy', text);
  const by = actorLabel(actor);
  const made = await view.selectivity.add({
    kind: 'policy',
    code: name,
    version,
    text,
    authorId: personOf(actor).id,
    written: { by, atMs: nowMs },
  });
  await view.audit.append({
    atMs: nowMs,
    actor: by,
    agency: actor.agency,
    action: 'write-policy',
    subject: `policy:${made.id}`,
    payload: { code: name, version, text },
  });
  return made;
}

/** Returns the policy of a version; undefined for a text that this program no longer reads. */
export function policyOf({ code, version, text }: SelectivityVersion): Policy | undefined {
  try {
    return parsePolicy(`policy ${code} version ${version}`, text);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
