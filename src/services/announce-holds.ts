/** Tells operators of holds that they are asked for, where they have a webhook. */
import { createHmac } from 'node:crypto';
import type { Hold, HoldToAnnounce } from './hold-ports.ts';
import { webhookSecretUse } from './keep-operator.ts';
import type { Ports } from './ports.ts';
import { openSecret } from './sealed-secret.ts';
import type { Store } from './store-ports.ts';

const takenAtOnce = 20;
/** Nobody else tries what this process has taken: longer than an answer may take. */
const takenForMs = 30_000;
const firstAgainMs = 15_000;
const longestAgainMs = 3_600_000;

/**
 * Announces what is due for one agency, signed, and tries again later what was not received; a hold that was answered meanwhile is announced no more. An operator may get the same
 * announcement twice and knows it by its reference. Returns how many were received.
 */
export async function announceHolds(
  ports: Pick<Ports, 'clock' | 'keys' | 'webhooks' | 'log'>,
  store: Pick<Store, 'asAgency'>,
  agency: string,
): Promise<number> {
  const scope = () => ({ agency, nowMs: ports.clock.nowMs() });
  const taken = await store.asAgency(scope(), (view) =>
    view.holds.takeToAnnounce(view.scope.nowMs, view.scope.nowMs + takenForMs, takenAtOnce),
  );
  const received = await Promise.all(
    taken.map(async (one) => {
      const isReceived = await announce(ports, agency, one);
      await store.asAgency(scope(), ({ holds, scope: { nowMs } }) =>
        isReceived
          ? holds.markAnnounced(one.hold.id, nowMs)
          : holds.announceAgain(one.hold.id, nowMs + againAfter(one.attempts)),
      );
      return isReceived;
    }),
  );
  return received.filter(Boolean).length;
}

/** What an announcement says: enough to find the goods, nothing of why. */
function announcementOf({ reference, control, requestedAtMs, goods }: Hold): object {
  return { reference, control, requestedAtMs, goods };
}

/** Returns the signature of an announcement: HMAC-SHA-256 over `TIMESTAMP.BODY`, hexadecimal. */
function signatureOf(secret: Uint8Array, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

async function announce(
  { clock, keys, webhooks, log }: Pick<Ports, 'clock' | 'keys' | 'webhooks' | 'log'>,
  agency: string,
  { hold, webhookUrl, webhookSecret }: HoldToAnnounce,
): Promise<boolean> {
  try {
    if (webhookSecret === undefined) return false;
    const secret = openSecret(await keys.identityKey(), webhookSecretUse(agency), webhookSecret);
    const body = JSON.stringify(announcementOf(hold));
    const timestamp = String(Math.floor(clock.nowMs() / 1000));
    const status = await webhooks.post(webhookUrl, body, {
      'x-touchstone-timestamp': timestamp,
      'x-touchstone-signature': `sha256=${signatureOf(secret, timestamp, body)}`,
    });
    if (status >= 200 && status < 300) return true;
    log.warn('hold-not-received', { hold: hold.id, operator: hold.operatorId, status });
  } catch (error) {
    const message = error instanceof Error ? error.name : 'unknown';
    log.warn('hold-not-received', { hold: hold.id, operator: hold.operatorId, message });
  }
  return false;
}

function againAfter(attempts: number): number {
  return Math.min(longestAgainMs, firstAgainMs * 2 ** Math.min(20, attempts - 1));
}
