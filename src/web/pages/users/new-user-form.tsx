/** Making an account. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Role, roles } from '../../../domain/roles.ts';
import type { MadePassword } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { createUser, listAgencies } from '../../api/users-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { useSession } from '../../shell/session-context.ts';
import { Field } from '../../ui/field.tsx';

/** Asks for name, agency and role. */
export function NewUserForm({ onMade }: { readonly onMade: (made: MadePassword) => void }) {
  const { user } = useSession();
  const agencies = useQuery({ queryKey: ['agencies'], queryFn: listAgencies });
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [role, setRole] = useState<Role>('targeting-officer');
  const [agency, setAgency] = useState(user.agency);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const codes = [...new Set([user.agency, ...(agencies.data?.items ?? []).map(({ code }) => code)])];
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(undefined);
    try {
      const { oneTimePassword } = await createUser({
        name: name.trim(),
        displayName: displayName.trim(),
        role,
        agency,
      });
      onMade({ name: name.trim(), role, agency, oneTimePassword });
      setName('');
      setDisplayName('');
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="card">
      <h2>Make an account</h2>
      <form className="form form-row" onSubmit={(event) => void submit(event)}>
        <Field label="Name to sign in with">
          {(control) => (
            <input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Name as shown">
          {(control) => (
            <input
              {...control}
              required
              maxLength={200}
              autoComplete="off"
              value={displayName}
              onChange={(event) => setDisplayName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Role">
          {(control) => (
            <select {...control} value={role} onChange={(event) => setRole(event.target.value as Role)}>
              {roles.map((each) => (
                <option key={each} value={each}>
                  {wordsOf(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Agency">
          {(control) => (
            <select {...control} value={agency} onChange={(event) => setAgency(event.target.value)}>
              {codes.map((code) => (
                <option key={code} value={code}>
                  {code === '' ? 'the installation itself' : code}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="button-primary" disabled={isBusy}>
          Make the account
        </button>
      </form>
      <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
    </section>
  );
}
