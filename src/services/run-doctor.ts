/** Checks the machine under a store, and says what to do about each finding. */
import { AppError } from '../errors.ts';
import { keyOfModel, loadModel } from './model-store.ts';
import type { Ports } from './ports.ts';
import { reportStatus } from './report-status.ts';
import type { Store } from './store-ports.ts';

/** What one check found. */
export interface Finding {
  readonly check: 'node' | 'disk' | 'store' | 'clock' | 'queues' | 'model' | 'key' | 'status';
  readonly state: 'good' | 'warning' | 'bad';
  readonly text: string;
  /** What to do about it; undefined where it is good. */
  readonly help?: string | undefined;
}

/** Oldest version of Node that the program is tested on. */
const oldestNode = [20, 19] as const;
const leastFreeBytes = 2 * 2 ** 30;
const badFreeBytes = 200 * 2 ** 20;
const clockToleranceMs = 2000;

/** Returns every finding; a store that cannot be opened is one too. */
export async function runDoctor(ports: Ports, location: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [checkNode(ports), await checkDisk(ports)];
  let store: Store;
  try {
    store = await ports.openStore(location);
  } catch (error) {
    findings.push({
      check: 'store',
      state: 'bad',
      text: messageOf(error),
      help: 'check that the server runs and the URL is right, or that no other process holds the folder',
    });
    return findings;
  }
  try {
    findings.push(...(await checkStore(ports, store)));
    findings.push(...(await checkQueues(ports, location)));
    findings.push(...(await checkModels(ports, store)));
    const { problems } = await reportStatus(ports, store, undefined);
    for (const { text, help, isOutage } of problems) {
      findings.push({ check: 'status', state: isOutage ? 'bad' : 'warning', text, help });
    }
  } finally {
    await store.close();
  }
  return findings;
}

function checkNode(ports: Ports): Finding {
  const [major = 0, minor = 0] = ports.process.nodeVersion.replace(/^v/, '').split('.').map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return isOld
    ? { check: 'node', state: 'bad', text: `Node ${ports.process.nodeVersion}`, help: 'install Node 20.19 or newer' }
    : { check: 'node', state: 'good', text: `Node ${ports.process.nodeVersion}` };
}

async function checkDisk(ports: Ports): Promise<Finding> {
  const freeBytes = await ports.files.freeBytes(ports.folders.models);
  const text = `${(freeBytes / 2 ** 30).toFixed(1)} GiB free beside the models`;
  if (freeBytes >= leastFreeBytes) return { check: 'disk', state: 'good', text };
  const help = 'make room: uploads, history and scores grow by about 4 GB a million items';
  return { check: 'disk', state: freeBytes < badFreeBytes ? 'bad' : 'warning', text, help };
}

async function checkStore(ports: Ports, store: Store): Promise<Finding[]> {
  const { version, nowMs, isDurable } = await store.describe();
  const skewMs = Math.abs(nowMs - ports.clock.nowMs());
  const text = `${store.kind === 'pglite' ? 'PGlite, PostgreSQL' : 'PostgreSQL'} ${version}, tables up to date`;
  return [
    isDurable
      ? { check: 'store', state: 'good', text }
      : {
          check: 'store',
          state: 'warning',
          text: `${text}; commits are not forced to disk, so a power loss may lose some`,
          help:
            store.kind === 'pglite'
              ? 'use PostgreSQL for what must survive one'
              : 'set fsync and synchronous_commit on',
        },
    skewMs <= clockToleranceMs
      ? { check: 'clock', state: 'good', text: `the clocks of database and process are ${skewMs} ms apart` }
      : {
          check: 'clock',
          state: 'bad',
          text: `the clocks of database and process are ${skewMs} ms apart`,
          help: 'run NTP on all hosts: what is known when depends on it',
        },
  ];
}

async function checkQueues(ports: Ports, location: string): Promise<Finding[]> {
  try {
    const queues = await ports.openQueues(location, () => {});
    try {
      const { transport, warnings } = await queues.describe();
      const good: Finding = { check: 'queues', state: 'good', text: transport };
      return [good, ...warnings.map(({ text, help }): Finding => ({ check: 'queues', state: 'warning', text, help }))];
    } finally {
      await queues.close();
    }
  } catch (error) {
    return [
      {
        check: 'queues',
        state: 'bad',
        text: messageOf(error),
        help: 'check that Redis (or PostgreSQL) runs and REDIS_URL is right; due work waits in the database',
      },
    ];
  }
}

async function checkModels(ports: Ports, store: Store): Promise<Finding[]> {
  const champions = (await store.models.list()).filter(({ role }) => role === 'champion');
  const findings: Finding[] = [];
  for (const { name, version, stage, needsRetraining, reason } of champions) {
    const what = `${name}@${version}`;
    try {
      const { artefact } = await loadModel(ports, what);
      await keyOfModel(ports, artefact);
      findings.push(
        needsRetraining
          ? {
              check: 'model',
              state: 'warning',
              text: `${what} at ${stage} is to be trained again: ${reason ?? 'no reason given'}`,
              help: 'touchstone train --store …, then models promote',
            }
          : { check: 'model', state: 'good', text: `${what} scores ${stage}` },
      );
    } catch (error) {
      findings.push({
        check: 'model',
        state: 'bad',
        text: `${what} at ${stage}: ${messageOf(error)}`,
        help: 'copy the models folder and the installation key to this host, or promote another model',
      });
    }
  }
  return findings;
}

function messageOf(error: unknown): string {
  return error instanceof AppError || error instanceof Error ? error.message : String(error);
}
