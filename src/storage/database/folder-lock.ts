/** Keeps a second process out of an embedded database's folder, which would silently lose one's rows. */
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.ts';

const holderSchema = z.object({
  pid: z.number().int(),
  host: z.string(),
  since: z.string(),
  /** Start of the process in ticks since boot, where the system tells: ids of processes come again. */
  startTicks: z.string().optional(),
});

/** Who holds a folder. */
type Holder = z.infer<typeof holderSchema>;

/** How often a lock left by a dead process is taken over before another's attempt is respected. */
const attempts = 5;

/**
 * Takes the lock of a folder, making the folder where it is missing, and returns a function that gives it back. A lock left by a process of this host that is no longer
 * alive is taken over.
 * @throws `refused`, naming the holder, where another process holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'touchstone.lock');
  const own: Holder = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    startTicks: await startTicksOf(process.pid),
  };
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      // "wx" creates or fails in one step, so of two openers one wins.
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(JSON.stringify(own));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (holder === undefined || (await isAlive(holder))) {
      const who = holder === undefined ? 'a process that left no name' : `process ${holder.pid} on ${holder.host}`;
      throw new AppError('refused', {
        reason: `${folder} is held by ${who}${holder === undefined ? '' : ` since ${holder.since}`}; one process at a time may open an embedded store`,
      });
    }
    await rm(path, { force: true });
  }
  throw new AppError('refused', { reason: `${folder} is being opened by another process; try again` });
}

async function readHolder(path: string): Promise<Holder | 'gone' | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone';
    throw error;
  }
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, host, startTicks }: Holder): Promise<boolean> {
  // Whether a process of another host lives cannot be told from here.
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = await startTicksOf(pid);
  return startTicks === undefined || now === undefined || now === startTicks;
}

/** Field 22 of `/proc/PID/stat` (proc(5)); undefined where there is no such file. */
async function startTicksOf(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in brackets that may hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
