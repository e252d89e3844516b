/** How a failure is told. */
import { AppError } from '../errors.ts';

/** A failure that has a result of its own to print under `--json`. */
export class FailureWithResult extends Error {
  readonly result: unknown;

  constructor(cause: AppError, result: unknown) {
    super(cause.message, { cause });
    this.result = result;
  }
}

/** Returns the JSON object of a failure. */
export function failureResult(error: unknown): unknown {
  if (error instanceof FailureWithResult) return error.result;
  if (error instanceof AppError) return { error: { code: error.code, message: error.message } };
  return { error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } };
}

/** Returns what a person is told of a failure; of a defect with the place where it came up. */
export function failureText(error: unknown): string {
  if (error instanceof FailureWithResult) return failureText(error.cause);
  if (error instanceof AppError) return `touchstone: ${error.message} [${error.code}]`;
  return `touchstone: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
