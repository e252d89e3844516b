/** Tells a database that is away from one that has refused a statement. */
import pg from 'pg';
import { AppError } from '../../errors.ts';

/**
 * SQLSTATE classes of PostgreSQL's Appendix A that pass by themselves: connection exceptions, a server without room, one that is going down or coming up, a session that it
 * has ended, and trouble of its system.
 */
const passingStates = /^(08|53|57P|58|25P0[34])/;
/** Codes of the operating system for a server that cannot be reached. */
const networkCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTCONN'],
]);
/** What node-postgres says without a code. */
const connectionTexts =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** Returns an error of a database that is away as `store-unusable`, which heals, and any other as it is. */
export function asUnusable(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const { code = '', message } = error as Error & { code?: string };
  const isAway =
    error instanceof pg.DatabaseError
      ? passingStates.test(code)
      : networkCodes.has(code) || connectionTexts.test(message);
  if (!isAway) return error;
  return new AppError('store-unusable', { reason: `the database does not answer: ${message || code}` }, error);
}
