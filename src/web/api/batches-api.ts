/** Batches and their quarantine. */
import { ApiProblem } from './api-problem.ts';
import type { Batch, Page, QuarantinedRow, SubmittedBatch } from './contract.ts';
import { apiAddress, apiHeaders, problemOf, sendRequest } from './send-request.ts';

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

/**
 * Hands a file in and tells how much of it has gone, from 0 to 1. `fetch` cannot tell that, hence the older way.
 * @throws ApiProblem where the service refuses the file or cannot be reached
 */
export function submitBatch(file: File, profile: string, onProgress: (share: number) => void): Promise<SubmittedBatch> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiAddress('/batches', { profile, fileName: file.name }));
    for (const [name, value] of Object.entries(apiHeaders('POST'))) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('error', () =>
      reject(new ApiProblem({ status: 0, code: 'unreachable', title: 'The service cannot be reached' })),
    );
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as SubmittedBatch);
      else reject(problemOf(request.status, request.responseText));
    });
    request.send(file);
  });
}
