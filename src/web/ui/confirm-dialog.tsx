/** A change that is asked about first. */
import { FormDialog } from './form-dialog.tsx';

/** Says what will happen, and lets it happen. */
export function ConfirmDialog({
  title,
  consequence,
  confirm,
  onConfirm,
  onClose,
}: {
  readonly title: string;
  readonly consequence: string;
  readonly confirm: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}) {
  return (
    <FormDialog title={title} confirm={confirm} onSubmit={onConfirm} onClose={onClose} isConfirmFocused>
      <p>{consequence}</p>
    </FormDialog>
  );
}
