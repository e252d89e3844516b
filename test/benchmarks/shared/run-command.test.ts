import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../benchmarks/shared/run-command.ts';

describe('runCommand', () => {
  it.runIf(existsSync('/proc/self/task'))(
    'sees the memory of a child of the program, not of its own process',
    async () => {
      const script = 'const held = Buffer.alloc(2 ** 28, 1); setTimeout(() => console.log(held.length), 400)';
      const run = await runCommand('sh', ['-c', `'${process.execPath}' -e "${script}"; true`]);
      expect(run.stdout.trim()).toBe(String(2 ** 28));
      expect(run.peakMemoryMb).toBeGreaterThan(256);
      expect(run.peakMemoryMb).toBeLessThan(512);
      expect(run.seconds).toBeGreaterThan(0.4);
    },
  );

  it('fails with what the program complained of', async () => {
    await expect(
      runCommand(process.execPath, ['-e', 'console.error("no such thing"); process.exit(3)']),
    ).rejects.toThrow(/ended with 3:\nno such thing/);
  });
});
