import type { PgliteClient } from '../threads/pglite-client.ts';
import type { SqlNotification, SqlResult, SqlSession } from './sql-session.ts';

/** PGlite keeps no house by itself: after so many statements the space of old rows is given free. */
const statementsToVacuum = 20_000;

/** The one session of a PGlite, which all queues and workers of the process share. */
export class PgliteSession implements SqlSession {
  private readonly client: PgliteClient;
  private readonly report: (error: unknown) => void;
  private readonly listeners = new Set<(message: SqlNotification) => void>();
  private readonly statements = new Set<string>();
  private sinceVacuum = 0;

  constructor(client: PgliteClient, report: (error: unknown) => void) {
    this.client = client;
    this.report = report;
    client.onNotification((message) => {
      for (const listener of this.listeners) listener(message);
    });
  }

  async query(sql: string, parameters: readonly unknown[] | undefined): Promise<SqlResult> {
    if (++this.sinceVacuum >= statementsToVacuum) {
      this.sinceVacuum = 0;
      this.client.script('VACUUM').catch(this.report);
    }
    const { rows, affectedRows } = await this.client.query(sql, parameters ?? []);
    return { rows: rows as unknown[], rowCount: affectedRows };
  }

  async listen(statement: string, onMessage: (message: SqlNotification) => void): Promise<() => void> {
    if (!this.statements.has(statement)) await this.client.script(statement);
    this.statements.add(statement);
    this.listeners.add(onMessage);
    return () => this.listeners.delete(onMessage);
  }
}
