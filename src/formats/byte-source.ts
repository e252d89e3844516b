/** Where a reader gets its bytes from. */

/** A named stream of bytes that can be opened anew. */
export interface ByteSource {
  /** Name shown in reports, e.g. the path as the user typed it. */
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}
