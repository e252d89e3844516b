/** Exit codes of every command. */
import { AppError, type ErrorKind } from '../errors.ts';

/** 0 done; 1 a defect in Touchstone, or an audit that was tampered with; 2 bad usage or input; 3 a rule or state forbids it; 4 something is not available; 130 interrupted. */
const exitCodeByKind: { readonly [kind in ErrorKind]: number } = {
  'invalid-input': 2,
  'too-large': 2,
  'not-found': 2,
  unauthenticated: 3,
  forbidden: 3,
  precondition: 3,
  stale: 3,
  'too-often': 4,
  unavailable: 4,
  internal: 1,
};

/** Returns the exit code of an error. */
export function exitCodeOf(error: unknown): number {
  return error instanceof AppError ? exitCodeByKind[error.kind] : 1;
}

/** The table of exit codes as the help shows it. */
export const exitCodeHelp = `
Exit codes
  0    done
  1    a defect in Touchstone; please report it. From audit verify: the audit is not what was written
  2    bad usage, something named does not exist, or a file was refused whole
  3    what was asked cannot be done as things stand (model does not fit, too little data, a rule forbids it)
  4    something needed is not available
  130  interrupted
`;
