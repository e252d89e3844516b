/** Structured logs: one JSON line an event, on standard error. */
import pino from 'pino';
import type { LogPort } from './services/ports.ts';

/** Fields that may never reach a log: whoever logs an object by mistake logs these as `[removed]`. */
const removed = [
  'password',
  'token',
  'secret',
  'authorization',
  'cookie',
  'raw',
  'body',
  'record',
  'parties',
  'name',
  'address',
  'phone',
  'email',
];

/**
 * Returns a log. Events carry ids, counts and codes, no personal data: errors are logged by code or kind and message.
 * @param level `fatal`, `error`, `warn`, `info`, `debug` or `silent`.
 */
export function createLog(level: string): LogPort {
  const logger = pino(
    {
      level,
      base: { pid: process.pid },
      redact: { paths: removed.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
  };
}
