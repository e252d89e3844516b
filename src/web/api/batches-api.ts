/** Batches and their quarantine. */
import type { Batch, ListedProfile, Page, QuarantinedRow, SubmittedBatch } from './contract.ts';
import { sendRequest } from './send-request.ts';
import { uploadFile } from './upload-file.ts';

/** A page of batches, latest first. */
export function listBatches(cursor: string | undefined): Promise<Page<Batch>> {
  return sendRequest('GET', '/batches', { query: { cursor, limit: 50 } });
}

/** A batch with its books. */
export function readBatch(batchId: number): Promise<Batch> {
  return sendRequest('GET', `/batches/${batchId}`);
}

/** A page of the rows of a batch that were rejected. */
export function listQuarantine(batchId: number, cursor: string | undefined): Promise<Page<QuarantinedRow>> {
  return sendRequest('GET', `/batches/${batchId}/quarantine`, { query: { cursor, limit: 100 } });
}

/** Mapping profiles by which the person's agency hands files in. */
export function listProfiles(): Promise<{ readonly items: readonly ListedProfile[] }> {
  return sendRequest('GET', '/profiles');
}

/** Hands a file in and tells how much of it has gone, from 0 to 1. */
export function submitBatch(file: File, profile: string, onProgress: (share: number) => void): Promise<SubmittedBatch> {
  return uploadFile('/batches', { profile, fileName: file.name }, file, onProgress);
}
