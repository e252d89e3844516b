import 'vitest';

/** What the global set-up tells every suite. */
interface SharedServers {
  /** Socket on which a suite asks for a server; see `askForServer`. */
  readonly socket: string;
  readonly hasPostgres: boolean;
  readonly hasRedis: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    servers: SharedServers;
  }
}
