/** Sending what a form holds. */
import { type FormEvent, useState } from 'react';
import { problemText } from '../api/problem-text.ts';

/** State of a form that is sent. */
export interface Submit {
  readonly isBusy: boolean;
  /** Why the service refused it, in words; undefined while it did not. */
  readonly refusal: string | undefined;
  readonly onSubmit: (event: FormEvent) => void;
}

/** Sends a form by `send`, once at a time, and keeps why it was refused. */
export function useSubmit(send: () => Promise<unknown>): Submit {
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const submit = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await send();
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    refusal,
    onSubmit: (event) => {
      event.preventDefault();
      if (!isBusy) void submit();
    },
  };
}
