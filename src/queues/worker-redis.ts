import { Redis, type RedisOptions } from 'ioredis';

/** Options of a connection. */
export type ConnectionOptions = Omit<RedisOptions, 'replyMapping'>;

/** A connection that workers live on. BullMQ copies it for each of them, to wait on; all of them can be let go at any time. */
export class WorkerRedis extends Redis {
  private readonly copies: Set<Redis>;

  constructor(options: ConnectionOptions, copies: Set<Redis> = new Set()) {
    super(options);
    this.copies = copies;
  }

  override duplicate(options?: ConnectionOptions): Redis {
    const copy = new WorkerRedis({ ...this.options, ...options }, this.copies);
    this.copies.add(copy);
    copy.on('error', () => {});
    copy.once('end', () => this.copies.delete(copy));
    return copy;
  }

  override disconnect(reconnect?: boolean): void {
    // Between two tries to reconnect, ioredis stops trying and never says that it has ended; during a try it does.
    if (this.status === 'reconnecting') this.connect().catch(() => {});
    super.disconnect(reconnect);
  }

  /** Lets it and its copies go. */
  disconnectAll(): void {
    for (const copy of this.copies) copy.disconnect();
    this.disconnect();
  }
}
