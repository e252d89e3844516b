/** Keys of machines, and what an agency can examine. */
import type { Capacity, MachineKey, MachineKeyMade, NewMachineKey, Page } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** Keys of the agency's machines. */
export function listKeys(): Promise<Page<MachineKey>> {
  return sendRequest('GET', '/keys');
}

/** Makes a key, which is shown once. */
export function createKey(body: NewMachineKey): Promise<MachineKeyMade> {
  return sendRequest('POST', '/keys', { body });
}

/** Revokes a key. */
export function revokeKey(keyId: number): Promise<void> {
  return sendRequest('POST', `/keys/${keyId}/revoke`);
}

/** What the agency can examine. */
export function readCapacityFile(): Promise<Capacity> {
  return sendRequest('GET', '/capacity');
}

/** Says what the agency can examine, in the place of the version that was read. */
export function setCapacity(text: string, version: number): Promise<Capacity> {
  return sendRequest('PUT', '/capacity', { body: { text }, version });
}
