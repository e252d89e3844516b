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
  return parsePolicy(pathOf(ports, name), await readPolicyText(ports, name));
}

/**
 * Returns the text of a policy.
 * @throws `not-found`.
 */
export async function readPolicyText(ports: Pick<Ports, 'files' | 'folders'>, name: string): Promise<string> {
  const path = pathOf(ports, name);
  if (!(await ports.files.exists(path))) throw new AppError('not-found', { what: 'policy', name, hint: '' });
  return ports.files.readText(path);
}

function pathOf({ folders }: Pick<Ports, 'folders'>, name: string): string {
  return /\.ya?ml$/.test(name) ? name : `${folders.policies}/${name}.yaml`;
}
