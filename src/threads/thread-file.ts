/** Where a worker thread's code lies. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';

/**
 * Returns the built file of a module beside `importerUrl`: threads run plain JavaScript, also when the importer itself is run from its TypeScript source.
 * @param name file name without its ending.
 * @throws `internal` where the project has not been built.
 */
export function threadFile(name: string, importerUrl: string): string {
  const beside = fileURLToPath(new URL(`./${name}.js`, importerUrl));
  const built = existsSync(beside) ? beside : beside.replace(/\/src\/(?!.*\/src\/)/, '/dist/src/');
  if (!existsSync(built)) throw new AppError('internal', { reason: `${built} is missing; run npm run build` });
  return built;
}
