/** Who changes people, agencies and keys, and whose. */
import { type Actor, actorLabel } from '../domain/actor.ts';
import { installationAgency } from '../domain/agency.ts';
import { AppError } from '../errors.ts';

/** Whoever makes a change. */
export interface ChangeAuthor {
  /** As the audit names it: `actorLabel`, `command` or `system`. */
  readonly label: string;
  /** Its own agency; those of the installation may change everybody's. */
  readonly agency: string;
}

/** The command line, which whoever holds the machine may use. */
export const commandAuthor: ChangeAuthor = { label: 'command', agency: installationAgency };

/** Returns an actor as the author of a change. */
export function authorOf(actor: Actor): ChangeAuthor {
  return { label: actorLabel(actor), agency: actor.agency };
}

/** Whether what an author reads and changes reaches an agency. */
export function reaches(by: Pick<ChangeAuthor, 'agency'>, agency: string): boolean {
  return by.agency === installationAgency || by.agency === agency;
}

/**
 * Lets those of the installation itself pass.
 * @throws `forbidden`.
 */
export function requireInstallation(by: ChangeAuthor): void {
  if (by.agency !== installationAgency) throw new AppError('forbidden');
}
