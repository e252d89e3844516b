/** Where a worker thread's code lies. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../errors.ts';

/**
 * Returns the built file of a module near `importerUrl`: threads run plain JavaScript, also when the importer itself is run from its TypeScript source.
 * @param name path from the importer's folder, without its ending.
 * @throws `internal` where the project has not been built.
 */
export function threadFile(name: string, importerUrl: string): string {
  const importer = fileURLToPath(importerUrl);
  const built = importer.endsWith('.ts') ? importer.replace(/\/src\/(?!.*\/src\/)/, '/dist/src/') : importer;
  const file = join(dirname(built), `${name}.js`);
  if (!existsSync(file)) throw new AppError('internal', { reason: `${file} is missing; run npm run build` });
  return file;
}
