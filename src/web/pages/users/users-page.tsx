/** Accounts of people. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MadePassword, User } from '../../api/contract.ts';
import { disableUser, enableUser, listUsers, resetPassword } from '../../api/users-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { OneTimePasswords } from '../start/one-time-passwords.tsx';
import { NewUserForm } from './new-user-form.tsx';

function stateText(user: User): string {
  if (user.disabledAtMs !== null) return 'disabled';
  if (user.isLocked) return 'locked after failures';
  return user.mustChangePassword ? 'has a one-time password' : 'active';
}

/** What can be done to an account. */
type Change = 'disable' | 'enable' | 'reset';

const changeWords: Readonly<Record<Change, { readonly confirm: string; readonly consequence: string }>> = {
  disable: {
    confirm: 'Disable',
    consequence: 'The account is signed out at once and opens nothing any more. What it did stays.',
  },
  enable: {
    confirm: 'Enable',
    consequence: 'The account signs in again with the password and the authenticator that it had.',
  },
  reset: {
    confirm: 'Make a new password',
    consequence:
      'The account is signed out, its authenticator is forgotten, and it gets a new one-time password, which is shown once.',
  },
};

const columns: readonly Column<User>[] = [
  {
    title: 'Name',
    cell: ({ name, displayName }) => (
      <>
        {displayName}
        <span className="small muted block">{name}</span>
      </>
    ),
  },
  { title: 'Role', cell: ({ role }) => wordsOf(role) },
  { title: 'Agency', cell: ({ agency }) => (agency === '' ? 'the installation' : agency) },
  { title: 'State', cell: stateText },
  { title: 'Code', cell: ({ hasCode }) => (hasCode ? 'enrolled' : 'none') },
  { title: 'Made', cell: ({ createdAtMs }) => <MomentText atMs={createdAtMs} /> },
];

/** Buttons of what can be done to an account now. */
function Changes({ user, onChange }: { readonly user: User; readonly onChange: (kind: Change) => void }) {
  const offered: readonly (readonly [Change, string, string])[] =
    user.disabledAtMs === null
      ? [
          ['reset', 'New password …', `New password for ${user.name}`],
          ['disable', 'Disable …', `Disable ${user.name}`],
        ]
      : [['enable', 'Enable …', `Enable ${user.name}`]];
  return (
    <span className="action-buttons">
      {offered.map(([kind, text, label]) => (
        <button key={kind} type="button" className="button-small" aria-label={label} onClick={() => onChange(kind)}>
          {text}
        </button>
      ))}
    </span>
  );
}

/** Lists accounts; makes, disables and enables them, and gives them new one-time passwords. */
export function UsersPage() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-users');
  const ownId = useSession().user.id;
  const pages = usePages(['users'], listUsers);
  const [made, setMade] = useState<readonly MadePassword[]>([]);
  const [change, setChange] = useState<{ readonly kind: Change; readonly user: User }>();
  const onMade = (password: MadePassword): void => {
    setMade((all) => [password, ...all]);
    void client.invalidateQueries({ queryKey: ['users'] });
  };
  const apply = async ({ kind, user }: NonNullable<typeof change>): Promise<void> => {
    if (kind === 'reset') onMade({ ...user, ...(await resetPassword(user.id, true)) });
    else {
      await (kind === 'disable' ? disableUser(user.id) : enableUser(user.id));
      notify({ text: `${user.name} is ${kind}d.`, tone: 'good' });
    }
    await client.invalidateQueries({ queryKey: ['users'] });
  };
  const changes: Column<User> = {
    title: 'Change',
    cell: (user) => user.id !== ownId && <Changes user={user} onChange={(kind) => setChange({ kind, user })} />,
  };
  return (
    <div className="page">
      <PageTitle title="Accounts" />
      {canChange && <NewUserForm onMade={onMade} />}
      {made.length > 0 && <OneTimePasswords users={made} />}
      <PagedTable
        pages={pages}
        noun="accounts"
        columns={canChange ? [...columns, changes] : columns}
        keyOf={({ id }) => id}
        empty="There is no account."
      />
      {change !== undefined && (
        <ConfirmDialog
          title={
            change.kind === 'reset'
              ? `New password for ${change.user.name}`
              : `${changeWords[change.kind].confirm} ${change.user.name}`
          }
          {...changeWords[change.kind]}
          onConfirm={() => apply(change)}
          onClose={() => setChange(undefined)}
        />
      )}
    </div>
  );
}
