/** Colours of the document. */
import { readPreference } from './preferences.ts';

/** Marks the document with the chosen theme; `system` leaves it to `prefers-color-scheme`. */
export function applyTheme(): void {
  const theme = readPreference('theme');
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
