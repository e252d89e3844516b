/** Makes agencies and people that go with the sample data. */
import { type Role, roles } from '../domain/roles.ts';
import { type ChangeAuthor, requireInstallation } from './change-author.ts';
import { createAgency } from './create-agency.ts';
import { createPerson } from './create-person.ts';
import type { Ports } from './ports.ts';
import { setCapacity } from './set-capacity.ts';
import type { Store } from './store-ports.ts';

/** The agencies of `data/sample/`; people are made for the first. */
const sampleAgencies = [
  { code: 'AURELIA', name: 'Aurelia Customs (simulated)', regime: 'customs' },
  { code: 'BOREALIS', name: 'Borealis Border Agency (simulated)', regime: 'customs' },
] as const;

/** A demo user whose password is shown this once. */
export interface SamplePerson {
  readonly name: string;
  readonly role: Role;
  readonly agency: string;
  readonly oneTimePassword: string;
}

/**
 * Makes the sample's agencies with their capacity, and one person a role for the first of them. What is there already stays as it is and shows no password.
 * @throws `forbidden` for whoever is not of the installation itself.
 */
export async function loadSamplePeople(
  ports: Pick<Ports, 'clock' | 'passwords' | 'secrets' | 'files' | 'folders'>,
  store: Pick<Store, 'people'>,
  by: ChangeAuthor,
): Promise<readonly SamplePerson[]> {
  requireInstallation(by);
  const { agencies, accounts } = store.people;
  const text = await ports.files.readText(`${ports.folders.sample}/capacity.yaml`);
  for (const agency of sampleAgencies) {
    if ((await agencies.find(agency.code)) !== undefined) continue;
    await createAgency(ports, store, by, agency);
    await setCapacity(ports, store, by, { agency: agency.code, text });
  }
  const agency = sampleAgencies[0].code;
  const made: SamplePerson[] = [];
  for (const role of roles) {
    const name = `demo-${role}`;
    if ((await accounts.find(name)) !== undefined) continue;
    const displayName = `Demo ${role.replaceAll('-', ' ')}`;
    const { oneTimePassword } = await createPerson(ports, store, by, { name, displayName, agency, role });
    made.push({ name, role, agency, oneTimePassword });
  }
  return made;
}
