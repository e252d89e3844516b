/** Time-based one-time passwords (RFC 6238: SHA-1, six digits, 30 seconds). */
import { Secret, TOTP } from 'otpauth';

const stepMs = 30_000;
/** Steps by which the clocks may differ. */
const stepsApart = 1;

/** What an authenticator needs, as text and as the address that a QR code bears. */
export interface ShownCodeSecret {
  /** Base 32. */
  readonly secret: string;
  readonly uri: string;
}

/** Returns the time step of a code; undefined for one that is not right now. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): number | undefined {
  const apart = totp(secret).validate({ token: code, timestamp: nowMs, window: stepsApart });
  return apart === null ? undefined : Math.floor(nowMs / stepMs) + apart;
}

/** Returns a secret as it is shown to the person once. */
export function showCodeSecret(secret: Uint8Array, accountName: string): ShownCodeSecret {
  const shown = totp(secret, accountName);
  return { secret: shown.secret.base32, uri: shown.toString() };
}

function totp(secret: Uint8Array, label = ''): TOTP {
  // A copy of its own: the bytes of a buffer may be part of a larger one.
  return new TOTP({ issuer: 'Touchstone', label, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });
}
