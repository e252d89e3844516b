/** Finds recipes by name or path. */
import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import { parseRecipe, type Recipe } from '../learners/recipe.ts';
import type { Ports } from './ports.ts';

/**
 * Returns a recipe by its name in the recipes folder or by the path of its file, with the SHA-256 of its text.
 * @throws `not-found`, `settings-invalid`.
 */
export async function loadRecipe(
  ports: Pick<Ports, 'files' | 'folders'>,
  name: string,
): Promise<{ recipe: Recipe; sha256: string }> {
  const isPath = /\.ya?ml$/.test(name);
  const path = isPath ? name : `${ports.folders.recipes}/${name}.yaml`;
  if (!(await ports.files.exists(path))) {
    const names = (await ports.files.list(ports.folders.recipes)).filter((file) => file.endsWith('.yaml'));
    throw new AppError('not-found', {
      what: 'recipe',
      name,
      hint: `; there are ${names.map((file) => file.slice(0, -5)).join(', ')}`,
    });
  }
  const text = await ports.files.readText(path);
  return { recipe: parseRecipe(path, text), sha256: createHash('sha256').update(text).digest('hex') };
}
