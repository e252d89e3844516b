/** Lists the mapping profiles of an agency. */
import type { Profile } from '../formats/profile.ts';
import type { Ports } from './ports.ts';
import { listProfileNames, loadProfile, type ProfileMemory } from './read-records.ts';

/** What a person chooses a profile by. */
export type ListedProfile = Pick<Profile, 'name' | 'description'>;

/** Returns the profiles by which an agency hands files in, in order of name; `memory` spares the parsing of files that are as they were. */
export async function listProfiles(
  ports: Pick<Ports, 'files' | 'folders'>,
  agency: string,
  memory: ProfileMemory,
): Promise<readonly ListedProfile[]> {
  const names = (await listProfileNames(ports)).sort();
  const profiles = await Promise.all(names.map((name) => loadProfile(ports, name, memory)));
  return profiles
    .filter((profile) => profile.agency === agency)
    .map(({ name, description }) => ({ name, description }));
}
