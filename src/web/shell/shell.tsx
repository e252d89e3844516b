/** What every page stands in. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Place } from '../keyboard/key-command.ts';
import { KeyHelp } from '../keyboard/key-help.tsx';
import { useKeyCommands } from '../keyboard/use-key-commands.ts';
import { Header } from './header.tsx';
import { OutageBanner } from './outage-banner.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { type Permission, useSession } from './session-context.ts';

/** What each place asks for. */
const permissionOf: Readonly<Record<Place, Permission>> = {
  'queue': 'see-queue',
  'search': 'search-consignments',
  'look-outs': 'see-look-outs',
  'holds': 'see-holds',
};

/** Keys that mean the same on every page; a page that has them itself comes first. */
function useShellKeys(openHelp: () => void): void {
  const { permissions } = useSession().user;
  const [, navigate] = useLocation();
  useKeyCommands((command) => {
    if (command.kind === 'help') openHelp();
    else if (command.kind === 'go' && permissions.includes(permissionOf[command.to])) navigate(`/${command.to}`);
    else return false;
    return true;
  });
}

/** Header, banner, the page, and what must be said of every score. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const [location] = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShellKeys(() => setHelpOpen(true));
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
      <Header onHelp={() => setHelpOpen(true)} />
      <OutageBanner />
      <main id="main" ref={main} tabIndex={-1}>
        <PageBoundary place={location}>{children}</PageBoundary>
      </main>
      <footer className="foot">A score is a suspicion about goods, never a finding. A person decides.</footer>
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}
