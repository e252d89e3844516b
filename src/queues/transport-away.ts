/** The transport does not answer. BullMQ knows by the code that it should wait and ask again, and that nothing is wrong with the job. */
export class TransportAway extends Error {
  readonly code = 'ECONNREFUSED';

  constructor(cause: Error) {
    super(`PostgreSQL does not answer: ${cause.message || (cause as Error & { code?: string }).code}`, { cause });
    this.name = 'TransportAway';
  }
}
