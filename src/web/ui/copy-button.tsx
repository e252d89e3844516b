/** Copies a text. */
import { useState } from 'react';

/** A button that copies a text and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without a secure origin a browser has no clipboard; the text can be marked by hand.
      setCopied(false);
    }
  };
  return (
    <button type="button" className="button-small" aria-label={`Copy ${label}`} onClick={() => void copy()}>
      {isCopied ? 'Copied' : 'Copy'}
    </button>
  );
}
