/** The bar above every page. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { problemText } from '../api/problem-text.ts';
import { signOut } from '../api/session-api.ts';
import { wordsOf } from '../format/code-words.ts';
import { useNotify } from '../ui/notices.tsx';
import { applyTheme } from './apply-theme.ts';
import { usePreference } from './preferences.ts';
import { replaceSession } from './replace-session.ts';
import { type Permission, useSession } from './session-context.ts';

const places: readonly { readonly to: string; readonly label: string; readonly permission: Permission }[] = [
  { to: '/queue', label: 'Queue', permission: 'see-queue' },
  { to: '/search', label: 'Search', permission: 'search-consignments' },
  { to: '/look-outs', label: 'Look-outs', permission: 'see-look-outs' },
  { to: '/holds', label: 'Holds', permission: 'see-holds' },
  { to: '/operations', label: 'Operations', permission: 'see-operations' },
  { to: '/deadlines', label: 'Deadlines', permission: 'see-deadlines' },
  { to: '/batches', label: 'Batches', permission: 'see-batches' },
  { to: '/hit-rates', label: 'Hit rates', permission: 'see-selection-statistics' },
  { to: '/rules', label: 'Rules', permission: 'see-rules' },
  { to: '/models', label: 'Models', permission: 'see-models' },
  { to: '/agreements', label: 'Agreements', permission: 'see-agreements' },
  { to: '/sealed', label: 'Under seal', permission: 'open-sealed' },
  { to: '/disclosure', label: 'Disclosure', permission: 'disclose-targets' },
  { to: '/persons', label: 'Persons', permission: 'extract-persons' },
  { to: '/audit', label: 'Audit', permission: 'see-audit' },
  { to: '/users', label: 'Accounts', permission: 'see-users' },
  { to: '/settings', label: 'Settings', permission: 'see-operators' },
  { to: '/start', label: 'Start', permission: 'set-up' },
];

const nextTheme = { system: 'dark', dark: 'light', light: 'system' } as const;
const themeSigns = { system: '◐', dark: '☾', light: '☀' } as const;

function ThemeButton() {
  const [theme, setTheme] = usePreference('theme');
  return (
    <button
      type="button"
      className="button-quiet icon-button"
      aria-label={`Colours: ${theme}. Change to ${nextTheme[theme]}`}
      title={`Colours: ${theme}`}
      onClick={() => {
        setTheme(nextTheme[theme]);
        applyTheme();
      }}
    >
      <span aria-hidden="true">{themeSigns[theme]}</span>
    </button>
  );
}

/** Name of the product, places that the role may go to, and who is signed in. */
export function Header({ onHelp }: { readonly onHelp: () => void }) {
  const { user } = useSession();
  const [location] = useLocation();
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the places are a strip: the one where the person is comes into sight.
    if (location !== '') strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [location]);
  const client = useQueryClient();
  const notify = useNotify();
  const leave = async (): Promise<void> => {
    try {
      await signOut();
      replaceSession(client, null);
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    }
  };
  return (
    <header className="bar">
      <Link to="/" className="brand">
        <img src="/touchstone.svg" alt="" width="24" height="24" />
        <span className="brand-name">Touchstone</span>
      </Link>
      <nav aria-label="Places" className="places" ref={strip}>
        {places
          .filter(({ permission }) => user.permissions.includes(permission))
          .map(({ to, label }) => {
            const isHere =
              location.startsWith(to) ||
              (to === '/queue' && location.startsWith('/cases')) ||
              (to === '/rules' && location.startsWith('/policies'));
            return (
              <Link key={to} to={to} className="place" aria-current={isHere ? 'page' : undefined}>
                {label}
              </Link>
            );
          })}
      </nav>
      <div className="bar-end">
        <button type="button" className="button-quiet icon-button" aria-label="Keys" title="Keys" onClick={onHelp}>
          <kbd>?</kbd>
        </button>
        <ThemeButton />
        <Link to="/account" className="person" aria-current={location === '/account' ? 'page' : undefined}>
          <span className="person-name">{user.displayName}</span>
          <span className="person-role">
            {wordsOf(user.role)}, {user.agency}
          </span>
        </Link>
        <button type="button" className="button-quiet" onClick={() => void leave()}>
          Sign out
        </button>
      </div>
    </header>
  );
}
