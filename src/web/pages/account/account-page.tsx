/** What belongs to the person who is signed in. */

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CodeSecret } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { askCodeSecret, confirmCode } from '../../api/session-api.ts';
import { applyTheme } from '../../shell/apply-theme.ts';
import { type Preferences, usePreference } from '../../shell/preferences.ts';
import { useSession } from '../../shell/session-context.ts';
import { Choices } from '../../ui/choices.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PasswordForm } from '../sign-in/password-form.tsx';

function PreferenceChoice<Name extends keyof Preferences>({
  name,
  legend,
  options,
}: {
  readonly name: Name;
  readonly legend: string;
  readonly options: readonly (readonly [Preferences[Name], string])[];
}) {
  const [value, change] = usePreference(name);
  return (
    <Choices
      legend={legend}
      options={options}
      value={value}
      onChange={(next) => {
        change(next);
        applyTheme();
      }}
    />
  );
}

function CodeEnrolment() {
  const { hasCode } = useSession();
  const client = useQueryClient();
  const notify = useNotify();
  const [secret, setSecret] = useState<CodeSecret>();
  const [code, setCode] = useState('');
  const act = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    }
  };
  const ask = (): Promise<void> => act(async () => setSecret(await askCodeSecret()));
  const confirm = (event: FormEvent): void => {
    event.preventDefault();
    void act(async () => {
      await confirmCode(code);
      setSecret(undefined);
      setCode('');
      notify({ text: 'From now on signing in asks for a code.', tone: 'good' });
      await client.invalidateQueries({ queryKey: ['session'] });
    });
  };
  return (
    <section className="card">
      <h2>Codes of an authenticator</h2>
      <p>
        {hasCode
          ? 'Signing in asks for a code. A new secret replaces the one that you have.'
          : 'With a code, a stolen password opens nothing.'}
      </p>
      {secret === undefined ? (
        <button type="button" onClick={() => void ask()}>
          {hasCode ? 'Replace the secret' : 'Enrol an authenticator'}
        </button>
      ) : (
        <form className="form" onSubmit={confirm}>
          <p>Enter this secret into your authenticator. It is shown once.</p>
          <p className="secret">
            <code>{secret.secret}</code> <CopyButton text={secret.secret} label="the secret" />{' '}
            <a href={secret.uri}>Open in an authenticator on this device</a>
          </p>
          <Field label="Code that it shows">
            {(control) => (
              <input
                {...control}
                inputMode="numeric"
                autoComplete="one-time-code"
                required
                pattern="\d{6}"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Field>
          <button type="submit" className="button-primary">
            Confirm
          </button>
        </form>
      )}
    </section>
  );
}

/** Password, codes, and what this browser shows. */
export function AccountPage() {
  const notify = useNotify();
  return (
    <div className="page page-narrow">
      <PageTitle title="Your account" />
      <section className="card">
        <h2>This browser</h2>
        <PreferenceChoice
          name="theme"
          legend="Colours"
          options={[
            ['system', 'As the system'],
            ['light', 'Light'],
            ['dark', 'Dark'],
          ]}
        />
        <PreferenceChoice
          name="singleKeys"
          legend="Keys of a single character"
          options={[
            ['on', 'On'],
            ['off', 'Off'],
          ]}
        />
        <PreferenceChoice
          name="zone"
          legend="Times"
          options={[
            ['local', `In the zone of this device (${Intl.DateTimeFormat().resolvedOptions().timeZone})`],
            ['UTC', 'In UTC'],
          ]}
        />
      </section>
      <CodeEnrolment />
      <section className="card">
        <h2>Password</h2>
        <PasswordForm isOneTime={false} onChanged={() => notify({ text: 'The password is changed.', tone: 'good' })} />
      </section>
    </div>
  );
}
