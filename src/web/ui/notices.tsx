/** Short messages about what was done. */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';

/** A message; with an action it stays longer. */
export interface Notice {
  readonly text: string;
  readonly tone?: 'good' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface ShownNotice extends Notice {
  readonly id: number;
}

const briefMs = 5_000;
const actionMs = 15_000;
const NoticesContext = createContext<(notice: Notice) => void>(() => {});

/** Returns what shows a notice. */
export function useNotify(): (notice: Notice) => void {
  return useContext(NoticesContext);
}

/** Shows notices in a corner, and reads them out where a screen reader listens. */
export function Notices({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly ShownNotice[]>([]);
  const nextId = useRef(1);
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((notice) => notice.id !== id)), []);
  const notify = useCallback(
    (notice: Notice) => {
      const id = nextId.current++;
      setShown((all) => [...all.slice(-2), { ...notice, id }]);
      if (notice.tone !== 'bad') setTimeout(() => dismiss(id), notice.action === undefined ? briefMs : actionMs);
    },
    [dismiss],
  );
  const list = useMemo(
    () =>
      shown.map(({ id, text, tone, action }) => (
        <li key={id} className={`notice notice-${tone ?? 'plain'}`}>
          <span>{text}</span>
          {action !== undefined && (
            <button
              type="button"
              className="button-quiet"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            className="button-quiet icon-button"
            aria-label="Dismiss message"
            onClick={() => dismiss(id)}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </li>
      )),
    [shown, dismiss],
  );
  return (
    <NoticesContext value={notify}>
      {children}
      <section className="notices" aria-label="Messages" aria-live="polite">
        <ul>{list}</ul>
      </section>
    </NoticesContext>
  );
}
