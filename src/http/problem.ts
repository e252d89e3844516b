/** Failures as problem details (RFC 9457): stable codes, words for people, never a stack trace. */
import { AppError, type ErrorKind } from '../errors.ts';

const statusByKind: { readonly [kind in ErrorKind]: number } = {
  'invalid-input': 400,
  'unauthenticated': 401,
  'forbidden': 403,
  'not-found': 404,
  'precondition': 409,
  'stale': 412,
  'too-large': 413,
  'too-often': 429,
  'unavailable': 503,
  'internal': 500,
};

/** What is wrong with one field. */
interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A failure as it is answered. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly FieldProblem[];
}

/** Returns the problem of an error. What is not an expected failure says nothing of itself. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof AppError && error.kind !== 'internal') {
    return problem(statusByKind[error.kind], error.code, error.message, requestId);
  }
  const { validation, statusCode } = error as {
    validation?: readonly { instancePath?: string; message?: string }[];
    statusCode?: number;
  };
  if (validation !== undefined) {
    const errors = validation.map(({ instancePath, message }) => ({
      field: (instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
      message: message ?? 'is not valid',
    }));
    return { ...problem(400, 'usage', 'the request is not valid', requestId), errors };
  }
  if (statusCode === 413) return problem(413, 'too-large', 'the request is larger than it may be', requestId);
  if (statusCode === 415)
    return problem(415, 'usage', 'the content type is not one that this address takes', requestId);
  if (statusCode === 429) return problem(429, 'rate-limited', 'too many requests', requestId);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return problem(statusCode, 'usage', 'the request cannot be read', requestId);
  }
  return problem(500, 'internal', 'something went wrong; the log has it under this request id', requestId);
}

function problem(status: number, code: string, detail: string, requestId: string): Problem {
  return { type: `urn:touchstone:${code}`, title: code.replaceAll('-', ' '), status, code, detail, requestId };
}
