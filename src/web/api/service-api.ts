/** The state of the service, and its first start. */
import type { SampleLoaded, ServiceState, Setup, Work } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** State of the service, for the banner. */
export function readServiceState(): Promise<ServiceState> {
  return sendRequest('GET', '/state');
}

/** Whether there is anything here yet. */
export function readSetup(): Promise<Setup> {
  return sendRequest('GET', '/setup');
}

/** Loads the sample data and makes one user a role. */
export function loadSample(): Promise<SampleLoaded> {
  return sendRequest('POST', '/setup/sample');
}

/** How far work is. */
export function readWork(workId: number): Promise<Work> {
  return sendRequest('GET', `/work/${workId}`);
}
