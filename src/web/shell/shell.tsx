/** What every page stands in. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Header } from './header.tsx';
import { OutageBanner } from './outage-banner.tsx';

/** Header, banner, the page, and what must be said of every score. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const [location] = useLocation();
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    // A page that put the focus somewhere itself keeps it.
    if (!main.current!.contains(document.activeElement)) main.current!.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [location]);
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to the page
      </a>
      <Header />
      <OutageBanner />
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">A score is a suspicion about goods, never a finding. A person decides.</footer>
    </>
  );
}
