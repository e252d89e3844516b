/** Changing a password. */
import { type FormEvent, useState } from 'react';
import { problemText } from '../../api/problem-text.ts';
import { changePassword } from '../../api/session-api.ts';
import { Field } from '../../ui/field.tsx';

const leastLength = 12;

/** Asks for the present and a new password, twice; `isOneTime` says that the present one works only once. */
export function PasswordForm({
  isOneTime,
  onChanged,
}: {
  readonly isOneTime: boolean;
  readonly onChanged: () => void;
}) {
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (newPassword !== again) {
      setRefusal('The two new passwords differ.');
      return;
    }
    setBusy(true);
    setRefusal(undefined);
    try {
      await changePassword(password, newPassword);
      setPassword('');
      setNewPassword('');
      setAgain('');
      onChanged();
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="form">
      <Field label={isOneTime ? 'One-time password' : 'Present password'}>
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label="New password" hint={`At least ${leastLength} characters; several words are easy to remember.`}>
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            required
            minLength={leastLength}
            maxLength={1000}
            value={newPassword}
            onChange={(event) => setNewPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label="New password again">
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="new-password"
            required
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
      <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
      <button type="submit" className="button-primary" disabled={isBusy}>
        Change password
      </button>
    </form>
  );
}
