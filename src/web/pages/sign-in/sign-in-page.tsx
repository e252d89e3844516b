/** Signing in. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiProblem } from '../../api/api-problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { signIn } from '../../api/session-api.ts';
import { replaceSession } from '../../shell/replace-session.ts';
import { Field } from '../../ui/field.tsx';

function refusalText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return problemText(error);
  if (error.status === 401)
    return 'Name, password or code is wrong. After several failures an account is locked for a while.';
  return problemText(error);
}

/** Name, password and, where one is enrolled, the code of an authenticator. */
export function SignInPage() {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    document.title = 'Sign in · Touchstone';
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(undefined);
    try {
      replaceSession(client, await signIn({ name, password, ...(code === '' ? {} : { code }) }));
    } catch (error) {
      setRefusal(refusalText(error));
      setBusy(false);
    }
  };
  return (
    <main className="entry">
      <div className="entry-card">
        <div className="entry-head">
          <img src="/touchstone.svg" alt="" width="40" height="40" />
          <div>
            <h1>Touchstone</h1>
            <p className="muted">Counterfeit risk of consignments</p>
          </div>
        </div>
        <form onSubmit={(event) => void submit(event)} className="form">
          <Field label="Name">
            {(control) => (
              <input
                {...control}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                maxLength={200}
                // biome-ignore lint/a11y/noAutofocus: the page has nothing else to do
                autoFocus
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label="Password">
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="current-password"
                required
                maxLength={1000}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <Field label="Code" isOptional hint="Six digits, if you enrolled an authenticator.">
            {(control) => (
              <input
                {...control}
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="\d{6}"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Field>
          <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
          <button type="submit" className="button-primary button-wide" disabled={isBusy}>
            {isBusy ? 'Signing in …' : 'Sign in'}
          </button>
        </form>
        <p className="muted small">A score is a suspicion about goods, never a finding. A person decides.</p>
      </div>
    </main>
  );
}
