/** Why something was refused. */

/** Shows and reads out why a form was refused; nothing while it was not. */
export function Refusal({ text }: { readonly text: string | undefined }) {
  return <div role="alert">{text !== undefined && <p className="form-error">{text}</p>}</div>;
}
