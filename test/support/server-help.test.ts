import { describe, expect, it } from 'vitest';
import { serverHelp } from './server-help.ts';

describe('serverHelp', () => {
  it('installs as root on Debian, on Ubuntu and on what derives from them', () => {
    for (const osRelease of ['ID=debian\n', 'ID=ubuntu\nID_LIKE=debian\n', 'NAME="Mint"\nID_LIKE="ubuntu debian"\n']) {
      expect(serverHelp(['postgres', 'redis-server'], osRelease, 0)).toEqual({
        packages: ['postgresql', 'redis-server'],
        mayInstall: true,
        command: 'apt-get update && apt-get install -y --no-install-recommends postgresql redis-server',
      });
    }
  });

  it('names one command to others and installs nothing', () => {
    expect(serverHelp(['redis-server'], 'ID=debian\n', 1000)).toMatchObject({
      mayInstall: false,
      command: "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends redis-server'",
    });
    expect(serverHelp(['postgres'], 'ID=fedora\nVERSION_ID=40\n', 0).mayInstall).toBe(false);
    expect(serverHelp(['postgres'], '', 0).mayInstall).toBe(false);
  });
});
