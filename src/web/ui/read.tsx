/** What is shown of something that is read. */
import type { ReactNode } from 'react';
import { Failure, Loading } from './states.tsx';

/** As much of a query as its reading needs. */
export interface ReadQuery<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Shows what was read; until then that it is being read, or why it could not be and a button to try again. */
export function Read<T>({
  query: { data, error, refetch },
  what,
  children,
}: {
  readonly query: ReadQuery<T>;
  readonly what: string;
  readonly children: (data: T) => ReactNode;
}) {
  if (data !== undefined) return children(data);
  return error === null ? <Loading what={what} /> : <Failure error={error} onRetry={() => void refetch()} />;
}
