/** A page that has nothing to show yet. */
import { PageTitle } from './page-title.tsx';
import { Failure, Loading } from './states.tsx';

/** Shows that something is being read, or why it could not be, beneath the title that the page has until then. */
export function PageState({
  title,
  what,
  error,
  onRetry,
}: {
  readonly title: string;
  readonly what: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}) {
  return (
    <div className="page">
      <PageTitle title={title} />
      {error === null ? <Loading what={what} /> : <Failure error={error} onRetry={onRetry} />}
    </div>
  );
}
