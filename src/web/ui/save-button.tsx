/** Saving what a page holds. */

/** A button that saves a value as a file of JSON on this device. */
export function SaveButton({ value, fileName }: { readonly value: unknown; readonly fileName: string }) {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = fileName;
    link.click();
    // The browser reads it after this turn.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <button type="button" onClick={save}>
      Save as JSON
    </button>
  );
}
