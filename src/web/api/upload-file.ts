/** Sending a file. */
import { ApiProblem } from './api-problem.ts';
import { apiAddress, apiHeaders, problemOf, type RequestContent } from './send-request.ts';

/**
 * Sends a file as it is and tells how much of it has gone, from 0 to 1. `fetch` cannot tell that, hence the older way.
 * @throws ApiProblem where the service refuses the file or cannot be reached
 */
export function uploadFile<T>(
  path: string,
  query: NonNullable<RequestContent['query']>,
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiAddress(path, query));
    for (const [name, value] of Object.entries(apiHeaders('POST'))) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 1 : loaded / total));
    request.addEventListener('error', () =>
      reject(new ApiProblem({ status: 0, code: 'unreachable', title: 'The service cannot be reached' })),
    );
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(problemOf(request.status, request.responseText));
    });
    request.send(file);
  });
}
