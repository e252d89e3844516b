/** The time, as a page sees it pass. */
import { useEffect, useState } from 'react';
import { serviceNowMs } from '../api/service-clock.ts';

/** Returns the service's time in milliseconds, anew every `everyMs`. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(serviceNowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serviceNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
