/** One-time passwords, shown once. */
import type { MadePassword } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** Lists users with their one-time passwords, each to be copied, or all at once. */
export function OneTimePasswords({ users }: { readonly users: readonly MadePassword[] }) {
  const all = users.map((user) => [user.name, user.role, user.agency, user.oneTimePassword].join('\t')).join('\n');
  return (
    <section className="card">
      <h2>One-time passwords</h2>
      <p>
        They are shown once, here and now. Each asks for a password of its own at the first signing in.{' '}
        <CopyButton text={all} label="all" />
      </p>
      <TableScroll label="One-time passwords">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Role</th>
              <th scope="col">Agency</th>
              <th scope="col">One-time password</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.name}>
                <th scope="row">{user.name}</th>
                <td>{wordsOf(user.role)}</td>
                <td>{user.agency}</td>
                <td className="nowrap">
                  <code className="one-time">{user.oneTimePassword}</code>{' '}
                  <CopyButton text={user.oneTimePassword} label={`the password of ${user.name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </section>
  );
}
