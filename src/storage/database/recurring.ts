/** Statements that are sent so often that the server keeps them ready. */
import type { CompiledQuery, Kysely, QueryResult, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** A statement that its server may keep under a name. */
export interface RecurringQuery extends CompiledQuery {
  readonly statementName?: string | undefined;
}

/**
 * Runs a statement whose text is always the same, so that a server parses and plans it once a connection.
 * @param statementName what no other text is called.
 */
export async function recurring<R>(
  db: Kysely<Tables>,
  statementName: string,
  statement: RawBuilder<R>,
): Promise<QueryResult<R>> {
  const query: RecurringQuery = { ...statement.compile(db), statementName };
  return db.executeQuery(query as CompiledQuery<R>);
}
