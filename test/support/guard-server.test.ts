import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeWithRedis } from './redis.ts';

const module = new URL('./start-redis.ts', import.meta.url).href;
const program = `
import(${JSON.stringify(module)}).then(async ({ startRedis }) => {
  const { pid, folder } = await startRedis();
  console.log(JSON.stringify({ pid, folder }));
  setInterval(() => {}, 1000);
});`;

describeWithRedis('guardServer', () => {
  it('ends a server whose owner was killed, and removes its folder', async () => {
    const owner = spawn(process.execPath, ['--import', 'tsx', '-e', program], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const line = await new Promise<string>((resolve) => owner.stdout.once('data', (data) => resolve(String(data))));
    const { pid, folder } = JSON.parse(line) as { pid: number; folder: string };
    expect(existsSync(folder)).toBe(true);
    owner.kill('SIGKILL');
    for (let tries = 0; existsSync(folder) && tries < 200; tries++) await sleep(50);
    expect(existsSync(folder)).toBe(false);
    // What is left of a process that nobody has waited for has no program any more.
    expect(existsSync(`/proc/${pid}/exe`)).toBe(false);
  });
});
