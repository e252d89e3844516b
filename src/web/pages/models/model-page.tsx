/** The card of a model. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readCard } from '../../api/models-api.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { Markdown } from './markdown.tsx';

/** What an analyst must be able to defend about a model. */
export function ModelPage({ name, version }: { readonly name: string; readonly version: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['models', name, version],
    queryFn: () => readCard(name, version),
  });
  return (
    <div className="page">
      <PageTitle
        title={`${name}@${version}`}
        beside={
          <Link to="/models" className="button">
            All models
          </Link>
        }
      />
      {data === undefined ? (
        error === null ? (
          <Loading what="the card" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <section className="card">
          <Markdown markdown={data.markdown} />
        </section>
      )}
    </div>
  );
}
