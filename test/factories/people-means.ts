/** Ports for use cases about people: a clock that the test moves, secrets that come in order, and a hash that costs nothing. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { PasswordPort, SecretPort } from '../../src/services/password-ports.ts';
import type { Ports } from '../../src/services/ports.ts';
import { publishedKey } from '../../src/services/published-key.ts';
import { testPorts } from './test-ports.ts';

/** Returns the ports, their clock, and which hashes were verified. */
export function peopleMeans() {
  const clock = { nowMs: 1_800_000_000_000 };
  const verified: (string | undefined)[] = [];
  let drawn = 0;
  const passwords: PasswordPort = {
    hash: async (password) => `hash of ${password}`,
    verify: async (password, phc) => {
      verified.push(phc);
      return phc === `hash of ${password}`;
    },
  };
  const secrets: SecretPort = {
    bytes: (count) => {
      const blocks = Array.from({ length: Math.ceil(count / 32) }, () =>
        createHash('sha256').update(String(drawn++)).digest(),
      );
      return Buffer.concat(blocks).subarray(0, count);
    },
  };
  const usual = testPorts(tmpdir());
  const ports: Ports = {
    ...usual,
    passwords,
    secrets,
    keys: { ...usual.keys, identityKey: async () => publishedKey },
    clock: { ...usual.clock, nowMs: () => clock.nowMs },
  };
  return { ports, clock, verified };
}
