/** The administrator's first page. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { SampleLoaded } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { loadSample, readSetup } from '../../api/service-api.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { OneTimePasswords } from './one-time-passwords.tsx';

/** Loads the sample data, and shows the one-time passwords of its users once. */
export function StartPage() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({ queryKey: ['setup'], queryFn: readSetup });
  const [loaded, setLoaded] = useState<SampleLoaded>();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const load = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      setLoaded(await loadSample());
      await client.invalidateQueries({ queryKey: ['setup'] });
    } catch (failure) {
      setRefusal(problemText(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="page page-narrow">
      <PageTitle title="Start" />
      {data === undefined ? (
        error === null ? (
          <Loading what="what is here" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <section className="card">
          <h2>
            {data.hasSample ? 'The sample data are loaded' : data.isEmpty ? 'Nothing is here yet' : 'Sample data'}
          </h2>
          <p>
            {data.hasSample
              ? 'Workers take the files in; the queue fills within a minute or two. Sign in as one of the sample’s users to see it, for an administrator sees no case data.'
              : 'The sample is simulated: two invented agencies with their people, firms, brands and consignments, a trained model, and one user a role. It shows how Touchstone works and must not select real consignments.'}
          </p>
          {!data.hasSample && !data.isEmpty && (
            <p className="muted">It goes into an empty installation alone, and something has come in here already.</p>
          )}
          {!data.hasSample && data.isEmpty && (
            <button type="button" className="button-primary" disabled={isBusy} onClick={() => void load()}>
              {isBusy ? 'Loading …' : 'Load the sample data'}
            </button>
          )}
          <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
        </section>
      )}
      {loaded !== undefined && <OneTimePasswords users={loaded.users} />}
      <section className="card">
        <h2>Then</h2>
        <ul className="prose">
          <li>
            <Link to="/users">Make accounts</Link>; each gets a role of one agency.
          </li>
          <li>
            <Link to="/models">Look at the models</Link> and what their cards say.
          </li>
          <li>
            <Link to="/account">Enrol an authenticator</Link> for your own account.
          </li>
        </ul>
      </section>
    </div>
  );
}
