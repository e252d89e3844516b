/** One-time passwords, shown once. */
import type { MadePassword } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';

const columns: readonly Column<MadePassword>[] = [
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Role', cell: ({ role }) => wordsOf(role) },
  { title: 'Agency', cell: ({ agency }) => agency },
  {
    title: 'One-time password',
    cell: ({ name, oneTimePassword }) => (
      <span className="nowrap">
        <code className="one-time">{oneTimePassword}</code>{' '}
        <CopyButton text={oneTimePassword} label={`the password of ${name}`} />
      </span>
    ),
  },
];

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
      <DataTable label="One-time passwords" columns={columns} rows={users} keyOf={({ name }) => name} />
    </section>
  );
}
