/** Users. */
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty } from '../../ui/states.tsx';

/** Lists users. */
export function UsersPage() {
  return (
    <div className="page">
      <PageTitle title="Users" />
      <Empty title="Users are made with the command line for now." />
    </div>
  );
}
