/** What a person chose for this browser. */
import { useSyncExternalStore } from 'react';

const defaults = {
  /** Colours: as the system has them, light or dark. */
  theme: 'system' as 'system' | 'light' | 'dark',
  /** Keys of a single character. */
  singleKeys: 'on' as 'on' | 'off',
  /** Zone of times. */
  zone: 'local' as 'local' | 'UTC',
};

/** Preferences by name. */
export type Preferences = typeof defaults;

const choices: { readonly [Name in keyof Preferences]: readonly Preferences[Name][] } = {
  theme: ['system', 'light', 'dark'],
  singleKeys: ['on', 'off'],
  zone: ['local', 'UTC'],
};
const prefix = 'touchstone.';
const listeners = new Set<() => void>();

/** What was read, for a list shows hundreds of moments a second while it is scrolled. */
const known = new Map<keyof Preferences, Preferences[keyof Preferences]>();
window.addEventListener('storage', () => {
  known.clear();
  for (const listener of listeners) listener();
});

/** Reads a preference; what is stored and is no choice counts as not stored. */
export function readPreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  const value = (known.get(name) as Preferences[Name] | undefined) ?? storedPreference(name);
  known.set(name, value);
  return value;
}

function storedPreference<Name extends keyof Preferences>(name: Name): Preferences[Name] {
  try {
    const stored = localStorage.getItem(prefix + name) as Preferences[Name] | null;
    if (stored !== null && choices[name].includes(stored)) return stored;
  } catch {
    // A browser may forbid storage.
  }
  return defaults[name];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A preference, and what changes it here and in other tabs. */
export function usePreference<Name extends keyof Preferences>(
  name: Name,
): readonly [Preferences[Name], (value: Preferences[Name]) => void] {
  const value = useSyncExternalStore(subscribe, () => readPreference(name));
  const change = (next: Preferences[Name]): void => {
    try {
      localStorage.setItem(prefix + name, next);
    } catch {
      // As above: then it lasts as long as this page.
    }
    known.set(name, next);
    for (const listener of listeners) listener();
  };
  return [value, change];
}
