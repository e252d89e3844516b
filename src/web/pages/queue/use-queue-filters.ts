/** Filters of the queue in the address of the page. */
import { useCallback, useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { filtersQuery, parseFilters, type QueueFilters } from './queue-filters.ts';
import { queueMemory } from './queue-memory.ts';

/** The filters, and what changes some of them; the address changes without a new entry in the browser's past. */
export function useQueueFilters(): readonly [QueueFilters, (changes: Partial<QueueFilters>) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const filters = useMemo(() => parseFilters(search), [search]);
  useEffect(() => {
    queueMemory.address = `/queue${search === '' ? '' : `?${search}`}`;
  }, [search]);
  const change = useCallback(
    (changes: Partial<QueueFilters>) => {
      const query = filtersQuery({ ...parseFilters(window.location.search), ...changes });
      navigate(`/queue${query === '' ? '' : `?${query}`}`, { replace: true });
    },
    [navigate],
  );
  return [filters, change];
}
