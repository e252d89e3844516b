/** Heading of a page. */
import { type ReactNode, useEffect } from 'react';

/** The one first-level heading of a page; it names the browser's tab too. `beside` stands to its right. */
export function PageTitle({ title, beside }: { readonly title: string; readonly beside?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Touchstone`;
  }, [title]);
  return (
    <div className="page-title">
      <h1>{title}</h1>
      {beside}
    </div>
  );
}
