/** What the terminal says when the service has started. */
import type { Ports } from '../services/ports.ts';
import { setUpFirstAdministrator } from '../services/set-up-first-administrator.ts';
import type { Store } from '../services/store-ports.ts';
import { printLine } from './terminal.ts';

/** Tells where the service is and, on the first start, the administrator's one-time password; on the terminal alone, never in a log. */
export async function welcome(ports: Ports, store: Store, url: string): Promise<void> {
  const first = await setUpFirstAdministrator(ports, store);
  printLine(`Touchstone listens at ${url}`);
  if (first === undefined) return;
  printLine(`first start: sign in as ${first.name} with the one-time password ${first.oneTimePassword}`);
}
