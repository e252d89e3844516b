/** What the service tells by itself. */

/** Who listens to what. */
export interface EventListeners {
  /** Cases changed; `changed` says how many. */
  readonly queue: (event: { readonly changed: number }) => void;
  /** Work went on. */
  readonly work: (event: unknown) => void;
  /** The state of the service changed. */
  readonly state: () => void;
  /** Whether events come in just now. */
  readonly connection: (isOpen: boolean) => void;
}

/** Opens the stream, which the browser opens again by itself when it breaks; returns what ends it. */
export function openEventStream(listeners: EventListeners): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource('/api/events');
    source.addEventListener('open', () => listeners.connection(true));
    source.addEventListener('error', () => {
      listeners.connection(false);
      // A browser gives up for good where it is answered with anything but a stream.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 10_000);
    });
    source.addEventListener('queue', ({ data }) => listeners.queue(JSON.parse(data) as { changed: number }));
    source.addEventListener('work', ({ data }) => listeners.work(JSON.parse(data)));
    source.addEventListener('state', () => listeners.state());
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
