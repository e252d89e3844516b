/** Who does something. */
import { type Permission, permissionsOf, type Role } from './roles.ts';

/** A person who is signed in. */
interface PersonActor {
  readonly kind: 'person';
  readonly id: number;
  readonly name: string;
  readonly agency: string;
  readonly role: Role;
}

/** A machine with a key. */
interface KeyActor {
  readonly kind: 'key';
  readonly id: number;
  readonly name: string;
  readonly agency: string;
  readonly scopes: readonly Permission[];
  /** The operator whose holds the key may answer; undefined for others. */
  readonly operatorId: number | undefined;
}

/** Whoever makes a request. */
export type Actor = PersonActor | KeyActor;

/** Whether an actor may do something at all; whose records it may do it to is decided elsewhere. */
export function isPermitted(actor: Actor, permission: Permission): boolean {
  const given = actor.kind === 'person' ? permissionsOf[actor.role] : actor.scopes;
  return given.includes(permission);
}

/** A short name of an actor for logs and the audit: `person:12` or `key:3`, never a person's name. */
export function actorLabel({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}
