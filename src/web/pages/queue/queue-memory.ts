/** Where a person was in the queue, for coming back to it. */

interface QueueMemory {
  /** Address with its filters. */
  address: string;
  /** Case of the active row. */
  activeId: number | undefined;
}

/** Kept as long as the page is open and nobody else signs in. */
export const queueMemory: QueueMemory = { address: '/queue', activeId: undefined };

/** Forgets it. */
export function forgetQueue(): void {
  queueMemory.address = '/queue';
  queueMemory.activeId = undefined;
}
