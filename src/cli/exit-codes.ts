/** Exit codes of every command. */
import { AppError, type ErrorKind } from '../errors.ts';

/** 0 done; 1 a defect in Touchstone; 2 bad usage or input; 3 something is missing or does not fit; 4 something is not available; 130 interrupted. */
const exitCodeByKind: { readonly [kind in ErrorKind]: number } = {
  'invalid-input': 2,
  'too-large': 2,
  'not-found': 3,
  precondition: 3,
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
  1    a defect in Touchstone; please report it
  2    bad usage, or a file that was refused
  3    something named does not exist or does not fit (model, profile, too little data)
  4    something needed is not available
  130  interrupted
`;
