/** Loads what some formats of packs need beside the targets. */
import { noPlaces, type OfficePlaces, parseOfficePlaces } from '../../domain/office-places.ts';
import { AppError } from '../../errors.ts';
import type { PackMeans } from '../../formats/target-pack/write-target-pack.ts';
import type { Ports } from '../ports.ts';

/** Returns fonts and map. */
export async function loadPackMeans(ports: Pick<Ports, 'files' | 'folders'>): Promise<Omit<PackMeans, 'places'>> {
  const { files, folders } = ports;
  return {
    fonts: {
      regular: await files.readBytes(`${folders.fonts}/DejaVuSans.ttf`),
      bold: await files.readBytes(`${folders.fonts}/DejaVuSans-Bold.ttf`),
    },
    land: JSON.parse(await files.readText(folders.worldMap)),
  };
}

/**
 * Returns the order of places by the name or path of its file; none where nobody names one.
 * @throws `not-found`, `settings-invalid`.
 */
export async function loadOfficePlaces(
  { files, folders }: Pick<Ports, 'files' | 'folders'>,
  name: string | undefined,
): Promise<OfficePlaces> {
  if (name === undefined) return noPlaces;
  const path = /\.ya?ml$/.test(name) ? name : `${folders.offices}/${name}.yaml`;
  if (!(await files.exists(path))) {
    const names = (await files.list(folders.offices)).map((file) => file.replace(/\.yaml$/, ''));
    throw new AppError('not-found', { what: 'order of places', name, hint: `; there are ${names.join(', ')}` });
  }
  return parseOfficePlaces(path, await files.readText(path));
}
