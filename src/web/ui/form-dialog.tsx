/** A dialog that asks for something and sends it. */
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { Refusal } from './refusal.tsx';
import { useSubmit } from './use-submit.ts';

/** Asks for what `children` hold. It closes once that is sent, and stays open with the reason where it is refused, or where `onSubmit` resolves to false. */
export function FormDialog({
  title,
  confirm,
  onSubmit,
  onClose,
  children,
  isWide = false,
  isConfirmFocused = false,
}: {
  readonly title: string;
  /** What the button says that sends it. */
  readonly confirm: string;
  readonly onSubmit: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly isWide?: boolean;
  /** Gives the focus to the button, where nothing is asked for. */
  readonly isConfirmFocused?: boolean;
}) {
  const { isBusy, refusal, ...form } = useSubmit(async () => {
    if ((await onSubmit()) !== false) onClose();
  });
  return (
    <Dialog title={title} onClose={onClose} isWide={isWide}>
      <form className="form" onSubmit={form.onSubmit}>
        {children}
        <Refusal text={refusal} />
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="button" onClick={onClose}>
              Cancel
            </button>
            <button
              type="submit"
              className="button-primary"
              disabled={isBusy}
              data-first-focus={isConfirmFocused ? true : undefined}
            >
              {confirm}
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
