/** Loads ranking policies. */
import { AppError } from '../errors.ts';
import { type Policy, parsePolicy } from '../ranking/policy.ts';
import type { Ports } from './ports.ts';

/** The policy where none is named. */
export const defaultPolicyName = 'default';

/**
 * Returns a policy by its name in the policies folder or by the path of its file.
 * @throws `not-found`, `settings-invalid`, `refused`.
 */
export async function loadPolicy(ports: Pick<Ports, 'files' | 'folders'>, name: string): Promise<Policy> {
  const path = /\.ya?ml$/.test(name) ? name : `${ports.folders.policies}/${name}.yaml`;
  if (!(await ports.files.exists(path))) throw new AppError('not-found', { what: 'policy', name, hint: '' });
  return parsePolicy(path, await ports.files.readText(path));
}
