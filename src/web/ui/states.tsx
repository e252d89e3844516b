/** What a page shows while it has nothing to show. */
import type { ReactNode } from 'react';
import { problemText } from '../api/problem-text.ts';

/** Something is being read. */
export function Loading({ what }: { readonly what: string }) {
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>Reading {what} …</p>
    </div>
  );
}

/** Something could not be read. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  return (
    <div className="state state-bad" role="alert">
      <p>{problemText(error)}</p>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** There is nothing. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {children}
    </div>
  );
}
