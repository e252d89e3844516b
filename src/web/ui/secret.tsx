/** A secret that is shown once. */
import { CopyButton } from './copy-button.tsx';

/** Shows a secret that the service gives this one time. */
export function Secret({ what, text }: { readonly what: string; readonly text: string }) {
  return (
    <p className="subject secret" role="status">
      <span>{what}. It is shown once, here and now.</span>
      <span>
        <code>{text}</code> <CopyButton text={text} label={what.toLowerCase()} />
      </span>
    </p>
  );
}
