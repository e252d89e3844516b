/** Instructions under seal. */
import type { SealedInput, SealedInstruction } from './contract.ts';
import { sendRequest } from './send-request.ts';

/** Instructions that hold. */
export function listSealed(): Promise<{ readonly items: readonly SealedInstruction[] }> {
  return sendRequest('GET', '/sealed');
}

/** Enters an instruction. */
export function sealInstruction(body: SealedInput): Promise<{ readonly id: number }> {
  return sendRequest('POST', '/sealed', { body });
}

/** Ends an instruction before its time. */
export function unsealInstruction(sealedId: number): Promise<void> {
  return sendRequest('DELETE', `/sealed/${sealedId}`);
}
