/** What a page is narrowed to, as it stands in its address. */
import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The query of the address, and what replaces parts of it; an empty text takes a part away. A link shows another officer the same. */
export function useAddress(): readonly [URLSearchParams, (changes: Readonly<Record<string, string>>) => void] {
  const search = useSearch();
  const [location, navigate] = useLocation();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const change = useCallback(
    (changes: Readonly<Record<string, string>>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value.trim() === '') next.delete(name);
        else next.set(name, value.trim());
      }
      const text = next.toString();
      navigate(`${location}${text === '' ? '' : `?${text}`}`, { replace: true });
    },
    [location, navigate],
  );
  return [query, change];
}
