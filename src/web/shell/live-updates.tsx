/** Updates that the service tells of by itself, and their pause. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { openEventStream } from '../api/event-stream.ts';
import { isHeavyList, refreshQueue } from '../pages/queue/queue-cache.ts';
import { usePermission } from './session-context.ts';

/** State of the live updates. */
export interface LiveUpdates {
  /** Whether the service can be heard. */
  readonly isOpen: boolean;
  readonly isPaused: boolean;
  /** Changes of the queue that are not shown yet. */
  readonly waiting: number;
  readonly setPaused: (isPaused: boolean) => void;
  /** Shows what waits. */
  readonly showWaiting: () => void;
}

const LiveContext = createContext<LiveUpdates>({
  isOpen: false,
  isPaused: false,
  waiting: 0,
  setPaused: () => {},
  showWaiting: () => {},
});

/** Returns the live updates. */
export function useLiveUpdates(): LiveUpdates {
  return useContext(LiveContext);
}

/** Changes within this time are read together. */
const gatherMs = 700;
/** While the service cannot be heard, the queue is read so often. */
const unheardMs = 20_000;

/** Listens to the service and has what changed read again, unless it is paused. */
export function LiveUpdatesProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isPaused, setPaused] = useState(false);
  const [waiting, setWaiting] = useState(0);
  const mayListen = usePermission('see-queue');
  const pausedNow = useRef(isPaused);
  pausedNow.current = isPaused;

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = (): void => {
      timer = undefined;
      void client.invalidateQueries({ queryKey: ['queue'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    };
    if (!mayListen) return;
    const stop = openEventStream({
      connection: (nowOpen) =>
        setOpen((wasOpen) => {
          // What happened while nothing could be heard is read now.
          if (nowOpen && !wasOpen && !pausedNow.current) timer ??= setTimeout(readAgain, gatherMs);
          return nowOpen;
        }),
      queue: ({ changed }) => {
        if (pausedNow.current || isHeavyList(client)) setWaiting((count) => count + changed);
        else timer ??= setTimeout(readAgain, gatherMs);
      },
      work: () => {
        void client.invalidateQueries({ queryKey: ['batches'] });
        void client.invalidateQueries({ queryKey: ['work'] });
      },
      state: () => void client.invalidateQueries({ queryKey: ['state'] }),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, mayListen]);

  useEffect(() => {
    if (isOpen || isPaused || !mayListen) return;
    const timer = setInterval(() => refreshQueue(client), unheardMs);
    return () => clearInterval(timer);
  }, [client, isOpen, isPaused, mayListen]);

  const value = useMemo((): LiveUpdates => {
    const showWaiting = (): void => {
      setWaiting(0);
      void client.invalidateQueries({ queryKey: ['queue'] });
      void client.invalidateQueries({ queryKey: ['case'] });
    };
    return {
      isOpen,
      isPaused,
      waiting,
      showWaiting,
      setPaused: (pause) => {
        setPaused(pause);
        if (!pause) showWaiting();
      },
    };
  }, [client, isOpen, isPaused, waiting]);
  return <LiveContext value={value}>{children}</LiveContext>;
}
