/** First signing in. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Session } from '../../api/contract.ts';
import { PasswordForm } from './password-form.tsx';

/** Has a one-time password changed, before which nothing else works. */
export function NewPasswordPage({ session }: { readonly session: Session }) {
  const client = useQueryClient();
  useEffect(() => {
    document.title = 'Choose a password · Touchstone';
  }, []);
  return (
    <main className="entry">
      <div className="entry-card">
        <h1>Choose a password</h1>
        <p>
          Welcome, {session.user.displayName}. Your one-time password has done its work; choose one that only you know.
        </p>
        <PasswordForm isOneTime onChanged={() => void client.invalidateQueries({ queryKey: ['session'] })} />
      </div>
    </main>
  );
}
