/** What a new operation begins with, so that a planner has little to fill in. */

import type { OperationContact } from '../../domain/joint-operation.ts';
import { type Operation, parseOperation } from '../../ranking/allocation/operation.ts';
import { parseCapacity } from '../../ranking/capacity.ts';
import type { ViewScope } from '../agency-view-ports.ts';
import type { OfficeLoad } from '../case-ports.ts';
import type { Ports } from '../ports.ts';
import type { Store } from '../store-ports.ts';

/** Defaults of a new operation. */
export interface OperationDefaults {
  /** A whole plan; its window is the caller's to choose. */
  readonly plan: Operation;
  /** Where it is from: the agency's last operation, or the usual plan with the agency's own capacity. */
  readonly basis: 'last-operation' | 'capacity' | 'usual';
  /** The last legal basis and contacts, to be confirmed. */
  readonly legalBasis: string | undefined;
  readonly contacts: readonly OperationContact[];
  readonly offices: readonly OfficeLoad[];
}

const everywhere = '*';
const usualName = 'usual.yaml';
/** Operations that are looked through for one of the agency's own. */
const looked = 50;
const mostOffices = 200;

/** Returns the defaults: the agency's last plan, else its offices under the usual plan, with physical minutes for as many examinations as its capacity says. */
export async function operationDefaults(
  ports: Pick<Ports, 'files' | 'folders'>,
  store: Pick<Store, 'asAgency' | 'people'>,
  scope: ViewScope,
): Promise<OperationDefaults> {
  const { last, contacts, offices } = await store.asAgency(scope, async (view) => {
    const found = (await view.operations.list(looked)).find(({ agency }) => agency === scope.agency);
    const own = found && (await view.operations.participants(found.id)).find(({ agency }) => agency === scope.agency);
    return { last: found, contacts: own?.contacts ?? [], offices: await view.queueRanking.openByOffice(scope.nowMs) };
  });
  if (last !== undefined)
    return { plan: last.plan, basis: 'last-operation', legalBasis: last.legalBasis, contacts, offices };
  const path = `${ports.folders.operations}/${usualName}`;
  const usual = parseOperation(path, await ports.files.readText(path));
  const capacity = (await store.people.agencies.find(scope.agency))?.capacity;
  const plan = { ...usual, offices: officesOf(usual, offices, capacity) };
  return { plan, basis: capacity === undefined ? 'usual' : 'capacity', legalBasis: undefined, contacts, offices };
}

function officesOf(
  usual: Operation,
  loads: readonly OfficeLoad[],
  capacityText: string | undefined,
): Operation['offices'] {
  const names = [...new Set(loads.map(({ office }) => office))].slice(0, mostOffices);
  const template = usual.offices.find(({ office }) => office === everywhere) ?? usual.offices[0]!;
  if (names.length === 0) return usual.offices;
  const physical = capacityText === undefined ? undefined : minutesByOffice(usual, loads, capacityText);
  return names.map((office) => ({
    office,
    shifts: template.shifts.map((shift) => ({
      ...shift,
      minutes: { ...shift.minutes, physical: physical?.get(office) ?? shift.minutes.physical ?? 0 },
    })),
  }));
}

/** Examinations of a line that names no office are shared out by what is open at each; those of a line for all shifts together count as those of one. */
function minutesByOffice(usual: Operation, loads: readonly OfficeLoad[], text: string): ReadonlyMap<string, number> {
  const minutes = new Map<string, number>();
  for (const line of parseCapacity('the capacity', text)) {
    const fitting = loads.filter(
      ({ office, channel }) =>
        (line.office === everywhere || line.office === office) &&
        (line.channel === everywhere || line.channel === channel),
    );
    const all = fitting.reduce((sum, { open }) => sum + open, 0);
    for (const { office, channel, open } of fitting) {
      const terms = usual.controlsByChannel[channel as keyof Operation['controlsByChannel']] ?? usual.controls;
      const share = (line.examinations * open) / all;
      minutes.set(office, (minutes.get(office) ?? 0) + share * terms.physical.minutes);
    }
  }
  // Less than one opening is none.
  return new Map(
    [...minutes].map(([office, amount]) => [office, Math.ceil(amount / fullOpening(usual)) * fullOpening(usual)]),
  );
}

function fullOpening({ controls }: Operation): number {
  return controls.physical.minutes;
}
