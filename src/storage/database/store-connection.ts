/** A connection of either database, as the query layer and bulk loading use it. */
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';

/** One session. `copyIn` loads lines in COPY's text format inside the session's transaction. */
export interface StoreConnection extends DatabaseConnection {
  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>>;
  /**
   * @param target `"table" ("column", …)`, quoted by the caller.
   * @param texts pieces of COPY text, each of whole lines.
   */
  copyIn(target: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void>;
}

/** Returns a query result in the form of the query layer. */
export function queryResult<R>(rows: readonly unknown[], affectedRows: number): QueryResult<R> {
  return { rows: rows as R[], numAffectedRows: BigInt(affectedRows) };
}
