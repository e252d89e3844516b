/**
 * The one error class and the one table of error codes.
 *
 * Every caller mistake, bad file and broken artefact is an {@link AppError} with a code of this table; anything else
 * that is thrown is a defect. The command line maps `kind` to an exit code (`src/cli/exit-codes.ts`).
 */

/** What sort of failure a code is; later the HTTP status follows from it too. */
export type ErrorKind =
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'precondition'
  | 'stale'
  | 'too-large'
  | 'too-often'
  | 'unavailable'
  | 'internal';

const table = {
  /** A command was called with words or options it does not know or cannot combine. */
  'usage': { kind: 'invalid-input', template: '{reason}' },
  /** A file, folder, model, profile or recipe that was named does not exist. */
  'not-found': { kind: 'not-found', template: '{what} {name} was not found{hint}' },
  /** A file cannot be read as what it claims to be; it is refused whole. */
  'file-unreadable': { kind: 'invalid-input', template: '{file}: {reason}' },
  /** More than 5% and more than 20 rows of a file are bad; it is refused whole. */
  'too-many-bad-rows': {
    kind: 'invalid-input',
    template: '{file}: {rejected} of {read} rows are bad, more than a file may have; first: {first}',
  },
  /** A mapping profile has problems; all of them are listed. */
  'profile-invalid': { kind: 'invalid-input', template: 'profile {name} is not valid:\n{problems}' },
  /** The file's columns are not the ones that the profile maps. */
  'profile-mismatch': { kind: 'invalid-input', template: '{file}: does not fit profile {profile}: {reason}' },
  /** A recipe, policy, capacity or scenario file has problems; all of them are listed. */
  'settings-invalid': { kind: 'invalid-input', template: '{file} is not valid:\n{problems}' },
  /** There are too few rows or labels to do what was asked. */
  'not-enough-data': { kind: 'precondition', template: '{reason}' },
  /** A model artefact's bytes are damaged or of an unknown format. */
  'artefact-invalid': { kind: 'precondition', template: 'artefact {name} cannot be read: {reason}' },
  /** A model was trained on features other than those of this program. */
  'model-schema-mismatch': { kind: 'precondition', template: 'model {name} does not fit this program: {reason}' },
  /** A rule of sharing, audit or procedure forbids it. */
  'refused': { kind: 'precondition', template: '{reason}' },
  /** A size, depth or count is over its cap. */
  'too-large': { kind: 'too-large', template: '{what} is larger than {limit}' },
  /** The store's database does not answer, is too old, or cannot be migrated. */
  'store-unusable': { kind: 'unavailable', template: '{reason}' },
  /** The transport of queues does not answer. */
  'queue-unavailable': { kind: 'unavailable', template: '{reason}' },
  /** A store's history is not what its facts give. */
  'history-differs': { kind: 'precondition', template: '{reason}' },
  /** Whoever asks has not said who it is, or in a way that does not count (any more). */
  'unauthorised': { kind: 'unauthenticated', template: 'sign in first' },
  /** A role or a key does not permit it. */
  'forbidden': { kind: 'forbidden', template: 'this is not permitted to your role' },
  /** Somebody else has it, or its state does not allow it. */
  'conflict': { kind: 'precondition', template: '{reason}' },
  /** What is to be changed has changed since it was read. */
  'stale-version': { kind: 'stale', template: '{what} has changed since you read it; read it again' },
  /** More requests than a rate allows. */
  'rate-limited': { kind: 'too-often', template: 'too many requests; try again in {seconds} s' },
  /** The audit is not what was written, or not what was signed. */
  'audit-broken': { kind: 'internal', template: '{reason}' },
  /** Exported files are not what their manifest says, or it is not what was signed. */
  'files-changed': { kind: 'precondition', template: '{reason}' },
  /** A broken invariant: a defect in Touchstone. */
  'internal': { kind: 'internal', template: '{reason}' },
} as const satisfies Record<string, { kind: ErrorKind; template: string }>;

/** A stable code of the error table. */
export type ErrorCode = keyof typeof table;

/** An expected failure with a stable code; `message` is its template filled with `details`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, details: Record<string, string | number> = {}, cause?: unknown) {
    super(
      table[code].template.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? '')),
      cause === undefined ? undefined : { cause },
    );
    this.name = 'AppError';
    this.code = code;
    this.kind = table[code].kind;
    this.details = details;
  }
}
