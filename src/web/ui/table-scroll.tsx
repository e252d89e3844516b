/** A table that may be wider than the page. */
import type { ReactNode } from 'react';

/** Lets a table scroll sideways by itself; the region can be reached and scrolled by keyboard. */
export function TableScroll({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
