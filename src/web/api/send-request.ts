/** Requests to the service. */
import { ApiProblem } from './api-problem.ts';
import type { Problem } from './contract.ts';
import { learnServiceTime } from './service-clock.ts';

/** What a request carries. */
export interface RequestContent {
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: unknown;
  /** The version that a change was decided on; the service refuses it when there is a later one. */
  readonly version?: number;
  /** The same for every attempt at one thing, so that it is done once. */
  readonly idempotencyKey?: string;
  /** What personal data are read for (`src/domain/purposes.ts`); the usual purpose of the role where nobody says. */
  readonly purpose?: string | undefined;
  readonly signal?: AbortSignal;
}

/** Who is told that a session has ended. */
const listeners = new Set<() => void>();

/** Calls back whenever the service says that nobody is signed in; returns what ends that. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns `/api` and a path with its query, without what is undefined. */
export function apiAddress(path: string, query: RequestContent['query'] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '') parameters.append(name, String(each));
    }
  }
  const text = parameters.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

/** Headers that every request of a page has; those that change something bear the mark that no other site can send. */
export function apiHeaders(
  method: string,
  { version, idempotencyKey, purpose }: RequestContent = {},
): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-touchstone'] = '1';
  if (method === 'POST') headers['idempotency-key'] = idempotencyKey ?? crypto.randomUUID();
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  if (purpose !== undefined) headers['x-purpose'] = purpose;
  return headers;
}

/** Returns the problem that a reply tells of. */
export function problemOf(status: number, text: string): ApiProblem {
  if (status === 401) for (const listener of listeners) listener();
  let said: Partial<Problem> = {};
  try {
    said = JSON.parse(text) as Partial<Problem>;
  } catch {
    // What stands between page and service may answer in words of its own.
  }
  return new ApiProblem({ ...said, status, code: said.code ?? `http-${status}`, title: said.title ?? 'Refused' });
}

/**
 * Sends a request and returns the reply, undefined where there is none.
 * @throws ApiProblem where the service refuses or cannot be reached
 */
export async function sendRequest<T>(method: string, path: string, content: RequestContent = {}): Promise<T> {
  const { query, body, signal } = content;
  const headers = apiHeaders(method, content);
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(apiAddress(path, query), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: 'unreachable', title: 'The service cannot be reached' });
  }
  learnServiceTime(response.headers.get('date'));
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
