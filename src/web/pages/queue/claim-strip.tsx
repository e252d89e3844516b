/** What an officer has in hand. */
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { QueueItem } from '../../api/contract.ts';
import { serviceNowMs } from '../../api/service-clock.ts';
import { countdown } from '../../format/time-left.ts';
import { useNow } from '../../ui/use-now.ts';

const beatMs = 30_000;
/** A person who did nothing for so long may be gone, and the claim runs out. */
const idleMs = 5 * 60_000;
const shortMs = 2 * 60_000;

/** Keeps claims alive while the page is in sight and somebody uses it. */
function useHeartbeat(claims: readonly QueueItem[], keep: (item: QueueItem) => Promise<void>): void {
  const latest = useRef({ claims, keep });
  latest.current = { claims, keep };
  useEffect(() => {
    let lastUseMs = Date.now();
    const use = (): void => {
      lastUseMs = Date.now();
    };
    const beat = setInterval(() => {
      if (document.visibilityState !== 'visible' || Date.now() - lastUseMs > idleMs) return;
      for (const item of latest.current.claims) {
        if (item.claim !== null && item.claim.untilMs > serviceNowMs()) void latest.current.keep(item);
      }
    }, beatMs);
    document.addEventListener('keydown', use);
    document.addEventListener('pointerdown', use);
    return () => {
      clearInterval(beat);
      document.removeEventListener('keydown', use);
      document.removeEventListener('pointerdown', use);
    };
  }, []);
}

/** Shows claims with the time that their leases last, which go on while the page is used. */
export function ClaimStrip({
  claims,
  onKeep,
  onRelease,
}: {
  readonly claims: readonly QueueItem[];
  readonly onKeep: (item: QueueItem) => Promise<void>;
  readonly onRelease: (item: QueueItem) => void;
}) {
  const nowMs = useNow(1000);
  useHeartbeat(claims, onKeep);
  return (
    <section className="claims" aria-label="In hand">
      {claims.map((item) => {
        const untilMs = item.claim?.untilMs ?? 0;
        return (
          <div key={item.caseId} className="claim">
            <span className="tag tag-mine">In hand</span>
            <Link to={`/cases/${item.caseId}`} className="reference">
              {item.reference}
            </Link>
            <span className={untilMs - nowMs < shortMs ? 'lease lease-short' : 'lease'}>
              <span className="visually-hidden">lease ends in </span>
              <span role="timer">{countdown(untilMs, nowMs)}</span>
              <span className="muted"> left</span>
            </span>
            <button type="button" className="button-small claim-keep" onClick={() => void onKeep(item)}>
              Keep
            </button>
            <button type="button" className="button-small" onClick={() => onRelease(item)}>
              Give back <kbd>u</kbd>
            </button>
          </div>
        );
      })}
    </section>
  );
}
