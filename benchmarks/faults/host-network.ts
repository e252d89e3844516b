/** Hosts on one machine: network namespaces on a bridge. */
import { spawnSync } from 'node:child_process';

/** Some hosts that reach this one and each other through a bridge. */
export interface HostNetwork {
  /** Address of this host on the bridge. */
  readonly address: string;
  /** Addresses of the bridge in the form that servers' rules have. */
  readonly subnet: string;
  /** Words that run a program on a host, from 0. */
  enter(host: number): readonly string[];
  /** Pulls a host's cable, or plugs it in again. */
  setCable(host: number, state: 'up' | 'down'): void;
  remove(): void;
}

/** Why hosts cannot be made here; undefined where they can. */
export function whyNoHosts(): string | undefined {
  if (process.getuid?.() !== 0) return 'network namespaces want root';
  if (spawnSync('ip', ['-V']).error !== undefined) return 'ip is missing: apt-get install iproute2';
  const name = `tsprobe${process.pid}`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0) return `ip netns add: ${made.stderr.trim()}`;
  spawnSync('ip', ['netns', 'delete', name]);
  return undefined;
}

/**
 * Makes hosts; they go with this process.
 * @throws `Error` with what `ip` said.
 */
export function createHosts(count: number): HostNetwork {
  const id = (process.pid % 100_000).toString(36);
  // An address range for benchmarks of networks (RFC 2544), one of its subnets by chance.
  const prefix = `198.18.${process.pid % 256}`;
  const bridge = `tsb${id}`;
  const hosts = Array.from({ length: count }, (_, host) => ({
    name: `tsh${id}-${host}`,
    outside: `tso${id}-${host}`,
    inside: `tsi${id}-${host}`,
    address: `${prefix}.${host + 2}`,
  }));
  const remove = (): void => {
    for (const { name, outside } of hosts) {
      spawnSync('ip', ['link', 'delete', outside]);
      spawnSync('ip', ['netns', 'delete', name]);
    }
    spawnSync('ip', ['link', 'delete', bridge]);
    process.off('exit', remove);
  };
  process.once('exit', remove);
  try {
    ip('link', 'add', bridge, 'type', 'bridge');
    ip('address', 'add', `${prefix}.1/24`, 'dev', bridge);
    ip('link', 'set', bridge, 'up');
    for (const { name, outside, inside, address } of hosts) {
      ip('netns', 'add', name);
      ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', inside, 'netns', name);
      ip('link', 'set', outside, 'master', bridge, 'up');
      ip('-n', name, 'address', 'add', `${address}/24`, 'dev', inside);
      ip('-n', name, 'link', 'set', inside, 'up');
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
  } catch (error) {
    remove();
    throw error;
  }
  return {
    address: `${prefix}.1`,
    subnet: `${prefix}.0/24`,
    enter: (host) => ['ip', 'netns', 'exec', hosts[host]!.name],
    setCable: (host, state) => ip('link', 'set', hosts[host]!.outside, state),
    remove,
  };
}

function ip(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync('ip', words, { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new Error(`ip ${words.join(' ')}: ${error?.message ?? stderr.trim()}`);
}
