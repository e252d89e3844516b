/** The same complaint is passed on once in so many milliseconds. */
const quietMs = 5_000;
const manyMessages = 100;

/** Passes errors on, but not one and the same from every queue and every try: a server that is away is reported, not shouted about. */
export function createErrorReporter(onError: (error: Error) => void): (error: unknown) => void {
  const lastMs = new Map<string, number>();
  return (thrown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const { code } = error as Error & { code?: string };
    const message = `${code ?? ''} ${error.message}`;
    const nowMs = performance.now();
    if (nowMs - (lastMs.get(message) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    if (lastMs.size >= manyMessages) lastMs.clear();
    lastMs.set(message, nowMs);
    onError(error);
  };
}
