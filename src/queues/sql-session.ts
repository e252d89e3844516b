/** Rows of a statement and how many it changed. */
export interface SqlResult {
  readonly rows: unknown[];
  readonly rowCount: number;
}

/** A message of a channel. */
export interface SqlNotification {
  readonly channel: string;
  readonly payload: string;
}

/** A database as BullMQ uses it at work: single statements, in any order, and messages. */
export interface SqlSession {
  query(sql: string, parameters: readonly unknown[] | undefined): Promise<SqlResult>;
  /**
   * Sends a `LISTEN`.
   * @param onMessage hears every message of its channels.
   * @param onLost is called when messages may have been missed; the caller listens anew.
   * @returns ends it.
   */
  listen(
    statement: string,
    onMessage: (message: SqlNotification) => void,
    onLost: (error: Error) => void,
  ): Promise<() => void>;
}
