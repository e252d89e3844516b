/** What the use cases need from outside, in their own words. */

import type { CaseRules } from './case-ports.ts';
import type { ExchangeKeyPort } from './exchange-ports.ts';
import type { WebhookPort } from './hold-ports.ts';
import type { KeyPort, SigningKeyPort } from './key-ports.ts';
import type { PlanJob, SolvedPlan } from './operations/solve-plan.ts';
import type { PasswordPort, SecretPort } from './password-ports.ts';
import type { AttemptOutcome, QueuePort, WorkAttempt } from './queue-ports.ts';
import type { Store } from './store-ports.ts';

/** Files by path. */
export interface FilePort {
  /** @throws `not-found` when reading a file that does not exist. */
  open(path: string): AsyncIterable<Uint8Array>;
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** Names of the entries of a folder, sorted; empty where there is none. */
  list(folder: string): Promise<string[]>;
  exists(path: string): Promise<boolean>;
  /** Bytes that may still be written to the disk of a folder; of its nearest parent where it is missing. */
  freeBytes(folder: string): Promise<number>;
  /** Writes a file whole: to a temporary name first, renamed at the end, so that no reader meets half of it. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  /** Writes bytes to a place of their own, so that they can be read several times and be the same each time. */
  spool(bytes: AsyncIterable<Uint8Array>): Promise<SpooledFile>;
  /** Starts a file that appears under its name only when it is finished. */
  create(path: string): Promise<FileWriter>;
}

/** Bytes in a file that nobody else writes to. */
export interface SpooledFile {
  readonly path: string;
  readonly byteCount: number;
  /** SHA-256 of the bytes. */
  readonly sha256: Uint8Array;
  remove(): Promise<void>;
}

/** A file being written. */
export interface FileWriter {
  append(content: string | Uint8Array): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** Time as the outside has it. */
interface ClockPort {
  nowMs(): number;
  /** Resolves after so many milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Events for whoever operates the process. Fields are ids, counts and codes, never personal data. */
export interface LogPort {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the process measures of itself. */
interface ProcessPort {
  /** Largest resident memory so far, in bytes. */
  peakMemoryBytes(): number;
  /** Monotonic seconds. */
  seconds(): number;
  /** As `v20.19.0`. */
  readonly nodeVersion: string;
}

/** The folders that come with the program or its user. */
export interface Folders {
  readonly profiles: string;
  readonly recipes: string;
  readonly policies: string;
  readonly models: string;
  readonly codeLists: string;
  readonly sample: string;
  readonly scenarios: string;
  readonly procedures: string;
  readonly calendars: string;
  readonly operations: string;
  /** Orders of terminals and sheds. */
  readonly offices: string;
  /** Fonts of pages (TrueType), and the map of the world (TopoJSON). */
  readonly fonts: string;
  readonly worldMap: string;
  /** Where the store is when nobody says: a folder, or the URL that the configuration names. */
  readonly store: string;
}

/** A server that listens. */
interface ListeningServer {
  /** Where it listens, as `http://127.0.0.1:7070`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Solves plans of operations without keeping others waiting. */
interface PlanPort {
  /** @throws `usage` for changes that cannot be read. */
  solve(job: PlanJob): Promise<SolvedPlan>;
}

/** A thread that does work. */
export interface WorkThread {
  /** Does one piece of work; several run side by side, but not at the same instant. */
  run(attempt: WorkAttempt): Promise<AttemptOutcome>;
  /** Resolves with the reason once the thread has ended, whoever ended it: nothing is done from then on. */
  readonly ended: Promise<Error>;
  close(): Promise<void>;
}

/** Everything the use cases may ask for; each takes the part it needs. */
export interface Ports {
  readonly files: FilePort;
  readonly clock: ClockPort;
  readonly process: ProcessPort;
  readonly log: LogPort;
  readonly keys: KeyPort;
  readonly signingKeys: SigningKeyPort;
  readonly exchangeKeys: ExchangeKeyPort;
  readonly passwords: PasswordPort;
  readonly secrets: SecretPort;
  readonly webhooks: WebhookPort;
  readonly plans: PlanPort;
  readonly folders: Folders;
  /** How long claims hold and decisions can be undone. */
  readonly caseRules: CaseRules;
  /**
   * Opens a store: `postgresql://…`, the path of a folder, or `memory:`; in a thread also what the process's own store shares.
   * @throws `refused`, `store-unusable`.
   */
  openStore(location: string, shared?: unknown): Promise<Store>;
  /** Starts the server that says whether this process lives and is ready, and gives its figures. */
  startOperationsServer(store: Store, queues: QueuePort): Promise<ListeningServer>;
  /** Starts the service: the interface and the pages, for people and machines. */
  startService(store: Store, queues: QueuePort): Promise<ListeningServer>;
  /** Starts a thread that does work at a store, so that the thread that asks stays free to answer and to renew locks. */
  startWorkThread(location: string, store: Store, queues: Pick<QueuePort, 'enqueue'>): Promise<WorkThread>;
  /**
   * Opens the queues that go with a store: Redis where the configuration names one, else the store's own server, else this process.
   * @throws `queue-unavailable`.
   */
  openQueues(storeLocation: string, onError: (error: unknown) => void): Promise<QueuePort>;
}
