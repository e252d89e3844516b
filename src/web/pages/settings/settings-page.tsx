/** Settings of an agency and of the installation. */
import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import { type Permission, useSession } from '../../shell/session-context.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { AgencySettings } from './agency-settings.tsx';
import { CapacitySettings } from './capacity-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { OperatorSettings } from './operator-settings.tsx';

const parts: readonly {
  readonly name: string;
  readonly label: string;
  readonly permission: Permission;
  readonly show: () => ReactNode;
}[] = [
  { name: 'capacity', label: 'Capacity', permission: 'change-capacity', show: () => <CapacitySettings /> },
  { name: 'operators', label: 'Operators', permission: 'see-operators', show: () => <OperatorSettings /> },
  { name: 'keys', label: 'Keys of machines', permission: 'see-users', show: () => <KeySettings /> },
  { name: 'agencies', label: 'Agencies', permission: 'see-agencies', show: () => <AgencySettings /> },
];

/** Shows one part; only those that the role permits are there. */
export function SettingsPage({ part }: { readonly part: string | undefined }) {
  const { permissions } = useSession().user;
  const shown = parts.filter(({ permission }) => permissions.includes(permission));
  const current = shown.find(({ name }) => name === part);
  if (current === undefined) {
    const [first] = shown;
    if (first !== undefined && part === undefined) return <Redirect to={`/settings/${first.name}`} replace />;
    return (
      <div className="page">
        <PageTitle title="Your role has no such page." />
      </div>
    );
  }
  return (
    <div className="page">
      <PageTitle title={`Settings: ${current.label.toLowerCase()}`} />
      <nav aria-label="Settings" className="places">
        {shown.map(({ name, label }) => (
          <Link
            key={name}
            to={`/settings/${name}`}
            className="place"
            aria-current={name === current.name ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {current.show()}
    </div>
  );
}
