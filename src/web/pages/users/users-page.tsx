/** Accounts of people. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MadePassword, User } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { disableUser, listUsers, resetPassword } from '../../api/users-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { OneTimePasswords } from '../start/one-time-passwords.tsx';
import { NewUserForm } from './new-user-form.tsx';

function stateText(user: User): string {
  if (user.disabledAtMs !== null) return 'disabled';
  if (user.isLocked) return 'locked after failures';
  return user.mustChangePassword ? 'has a one-time password' : 'active';
}

/** Says what will happen to an account, and does it. */
function ConfirmDialog({
  title,
  consequence,
  confirm,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{consequence}</p>
      <div className="dialog-foot">
        <span className="toolbar-end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button-primary" data-first-focus onClick={onConfirm}>
            {confirm}
          </button>
        </span>
      </div>
    </Dialog>
  );
}

/** Lists accounts; makes and disables them, and gives them new one-time passwords. */
export function UsersPage() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-users');
  const ownId = useSession().user.id;
  const { data, error, refetch } = useQuery({ queryKey: ['users'], queryFn: listUsers });
  const [made, setMade] = useState<readonly MadePassword[]>([]);
  const [change, setChange] = useState<{ readonly kind: 'disable' | 'reset'; readonly user: User }>();
  const onMade = (password: MadePassword): void => {
    setMade((all) => [password, ...all]);
    void client.invalidateQueries({ queryKey: ['users'] });
  };
  const apply = async ({ kind, user }: NonNullable<typeof change>): Promise<void> => {
    setChange(undefined);
    try {
      if (kind === 'disable') {
        await disableUser(user.id);
        notify({ text: `${user.name} is disabled.`, tone: 'good' });
      } else onMade({ ...user, ...(await resetPassword(user.id, true)) });
    } catch (failure) {
      notify({ text: problemText(failure), tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <div className="page">
      <PageTitle title="Accounts" />
      {canChange && <NewUserForm onMade={onMade} />}
      {made.length > 0 && <OneTimePasswords users={made} />}
      {data === undefined ? (
        error === null ? (
          <Loading what="the accounts" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <TableScroll label="Accounts">
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">Agency</th>
                <th scope="col">State</th>
                <th scope="col">Code</th>
                <th scope="col">Made</th>
                {canChange && <th scope="col">Change</th>}
              </tr>
            </thead>
            <tbody>
              {data.items.map((user) => (
                <tr key={user.id}>
                  <th scope="row">
                    {user.displayName}
                    <span className="small muted block">{user.name}</span>
                  </th>
                  <td>{wordsOf(user.role)}</td>
                  <td>{user.agency === '' ? 'the installation' : user.agency}</td>
                  <td>{stateText(user)}</td>
                  <td>{user.hasCode ? 'enrolled' : 'none'}</td>
                  <td>
                    <MomentText atMs={user.createdAtMs} />
                  </td>
                  {canChange && (
                    <td>
                      {user.disabledAtMs === null && user.id !== ownId && (
                        <span className="action-buttons">
                          <button
                            type="button"
                            className="button-small"
                            aria-label={`New password for ${user.name}`}
                            onClick={() => setChange({ kind: 'reset', user })}
                          >
                            New password …
                          </button>
                          <button
                            type="button"
                            className="button-small"
                            aria-label={`Disable ${user.name}`}
                            onClick={() => setChange({ kind: 'disable', user })}
                          >
                            Disable …
                          </button>
                        </span>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      {change !== undefined && (
        <ConfirmDialog
          title={change.kind === 'disable' ? `Disable ${change.user.name}` : `New password for ${change.user.name}`}
          consequence={
            change.kind === 'disable'
              ? 'The account is signed out at once and opens nothing any more. What it did stays.'
              : 'The account is signed out, its authenticator is forgotten, and it gets a new one-time password, which is shown once.'
          }
          confirm={change.kind === 'disable' ? 'Disable' : 'Make a new password'}
          onConfirm={() => void apply(change)}
          onClose={() => setChange(undefined)}
        />
      )}
    </div>
  );
}
