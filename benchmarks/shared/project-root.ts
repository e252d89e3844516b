/** Where the project lies. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
