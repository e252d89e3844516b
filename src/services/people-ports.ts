/** What the use cases need of agencies, of people and machines that use the service, and of their sessions. */
import type { Regime } from '../domain/agency.ts';
import type { KeyScope, Role } from '../domain/roles.ts';
import type { AuditPort } from './audit-ports.ts';

/** An agency that shares the installation. */
export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly regime: Regime;
  /** What it can examine: the text of a capacity file (`src/ranking/capacity.ts`). */
  readonly capacity: string | undefined;
  /** Counts the changes of the capacity. */
  readonly capacityVersion: number;
  readonly createdAtMs: number;
  readonly disabledAtMs: number | undefined;
}

/** Agencies by their code. */
export interface AgencyPort {
  /** @throws `conflict` where the code is taken. */
  add(agency: Omit<Agency, 'capacity' | 'capacityVersion' | 'disabledAtMs'>): Promise<void>;
  find(code: string): Promise<Agency | undefined>;
  /** In order of code. */
  list(): Promise<readonly Agency[]>;
  /** Replaces a version of the capacity, or whichever there is; returns the new one, undefined where the version is no longer the last. */
  setCapacity(code: string, capacity: string, replacedVersion?: number): Promise<number | undefined>;
  /** Returns whether it was enabled. */
  disable(code: string, atMs: number): Promise<boolean>;
  /** Returns whether it was disabled. */
  enable(code: string): Promise<boolean>;
}

/** An account that is not kept yet. */
export interface NewAccount {
  /** As `accountName` gives it. */
  readonly name: string;
  readonly displayName: string;
  /** `installationAgency` for those of the installation itself. */
  readonly agency: string;
  readonly role: Role;
  readonly passwordHash: string;
  /** The password was made for the person, who changes it first of all. */
  readonly mustChangePassword: boolean;
  readonly createdAtMs: number;
}

/** An account of a person. */
export interface Account extends NewAccount {
  readonly id: number;
  /** Secret of the time-based codes, sealed; undefined where none was asked for. */
  readonly codeSecret: Uint8Array | undefined;
  /** When a code of it was first entered: from then on signing in needs one. */
  readonly codeEnrolledAtMs: number | undefined;
  readonly failedAttempts: number;
  readonly lockedUntilMs: number | undefined;
  readonly disabledAtMs: number | undefined;
  /** Neither the account nor its agency is disabled. */
  readonly isEnabled: boolean;
}

/** Accounts of people. */
export interface AccountPort {
  /** @throws `conflict` where the name is taken. */
  add(account: NewAccount): Promise<number>;
  /** Adds an account where there is none at all; undefined where there is one. */
  addFirst(account: NewAccount): Promise<number | undefined>;
  find(name: string): Promise<Account | undefined>;
  get(id: number): Promise<Account | undefined>;
  /** In order of name; of one agency where it is named. */
  list(agency?: string): Promise<readonly Account[]>;
  /**
   * Counts an attempt before it is made, so that attempts side by side count too, and locks the account by the rules of `src/domain/lock-out.ts`.
   * Returns the attempts in a row with this one; undefined for an account that is locked or not there, whose attempt must fail.
   */
  countAttempt(id: number, nowMs: number): Promise<number | undefined>;
  /** The attempt was right: the row of failures is over. */
  clearAttempts(id: number): Promise<void>;
  /** Takes the time step of a code as used; returns whether neither it nor a later one was. */
  takeCodeStep(id: number, step: number): Promise<boolean>;
  /** Also ends the row of failures. */
  setPassword(id: number, passwordHash: string, mustChangePassword: boolean): Promise<void>;
  /** Keeps a secret whose first code is still to come; undefined takes the codes away. */
  setCodeSecret(id: number, sealed: Uint8Array | undefined): Promise<void>;
  /** From now on signing in needs a code. */
  enrolCode(id: number, atMs: number): Promise<void>;
  /** Returns whether it was enabled. */
  disable(id: number, atMs: number): Promise<boolean>;
  /** Returns whether it was disabled. */
  enable(id: number): Promise<boolean>;
}

/** A session that is not kept yet. Its token is known to the browser alone. */
interface NewSession {
  /** SHA-256 of the token, 32 bytes. */
  readonly tokenHash: Uint8Array;
  readonly accountId: number;
  readonly createdAtMs: number;
  /** When it ends, however busy it is. */
  readonly expiresAtMs: number;
}

/** A session that holds. */
export interface LiveSession extends NewSession {
  readonly lastSeenAtMs: number;
  readonly account: Account;
}

/** Sessions of people. */
export interface SessionPort {
  add(session: NewSession): Promise<void>;
  /** Finds a session that is neither revoked nor over nor of an account that is disabled, and was seen after a moment. */
  find(tokenHash: Uint8Array, nowMs: number, seenAfterMs: number): Promise<LiveSession | undefined>;
  see(tokenHash: Uint8Array, atMs: number): Promise<void>;
  /** Returns whether it stood. */
  revoke(tokenHash: Uint8Array, atMs: number): Promise<boolean>;
  /** Revokes all sessions of an account, but for one. */
  revokeAll(accountId: number, atMs: number, exceptTokenHash?: Uint8Array): Promise<void>;
  /** Removes sessions of an account that are over. */
  removeOver(accountId: number, nowMs: number): Promise<void>;
}

/** A key of a machine that is not kept yet. */
export interface NewApiKey {
  /** The part by which it is found; it may be shown. */
  readonly prefix: string;
  /** SHA-256 of the part that is secret, 32 bytes. */
  readonly secretHash: Uint8Array;
  /** What it is for. */
  readonly name: string;
  readonly agency: string;
  readonly scopes: readonly KeyScope[];
  /** The operator whose holds it may answer. */
  readonly operatorId: number | undefined;
  /** Label of who made it. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** A key of a machine. */
export interface ApiKey extends NewApiKey {
  readonly id: number;
  readonly revokedAtMs: number | undefined;
  /** To the minute. */
  readonly lastUsedAtMs: number | undefined;
  /** Its agency is not disabled. */
  readonly isAgencyEnabled: boolean;
}

/** Keys of machines. */
export interface ApiKeyPort {
  add(key: NewApiKey): Promise<number>;
  find(prefix: string): Promise<ApiKey | undefined>;
  get(id: number): Promise<ApiKey | undefined>;
  /** In order of id; of one agency where it is named. */
  list(agency?: string): Promise<readonly ApiKey[]>;
  /** Returns whether it stood. */
  revoke(id: number, atMs: number): Promise<boolean>;
  noteUse(id: number, atMs: number): Promise<void>;
}

/** Ports that may be used together in one transaction. */
export interface PeoplePorts {
  readonly agencies: AgencyPort;
  readonly accounts: AccountPort;
  readonly sessions: SessionPort;
  readonly apiKeys: ApiKeyPort;
  readonly audit: Pick<AuditPort, 'append'>;
}

/** Everything about people. Each method is a transaction of its own. */
export interface PeoplePort extends Omit<PeoplePorts, 'audit'> {
  /** Runs changes and their audit as one transaction: all of it happens, or nothing. */
  change<T>(run: (ports: PeoplePorts) => Promise<T>): Promise<T>;
}
