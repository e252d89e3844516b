/** Rows of the queue. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Page, QueueItem } from '../../api/contract.ts';
import { listQueue } from '../../api/queue-api.ts';
import { filtersRequest, type QueueFilters } from './queue-filters.ts';

/** The first page is small, so that it is there at once. */
const firstRows = 100;
const furtherRows = 500;

/** What the page shows of the queue. */
export interface QueueRows {
  /** Own claims first, then the list. */
  readonly rows: readonly QueueItem[];
  readonly mine: readonly QueueItem[];
  readonly total: Page<QueueItem> | undefined;
  readonly isLoading: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const isStillThere: Readonly<Partial<Record<QueueFilters['view'], readonly QueueItem['state'][]>>> = {
  waiting: ['open', 'claimed'],
  claimed: ['claimed'],
  mine: ['claimed'],
};

/** Reads the queue within filters; `hasClaims` says whether the person can claim at all. */
export function useQueue(filters: QueueFilters, hasClaims: boolean): QueueRows {
  const request = filtersRequest(filters);
  const list = useInfiniteQuery({
    queryKey: ['queue', 'list', request],
    queryFn: ({ pageParam, signal }) =>
      listQueue({ ...request, cursor: pageParam, limit: pageParam === undefined ? firstRows : furtherRows }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const claims = useQuery({
    queryKey: ['queue', 'mine'],
    queryFn: () => listQueue({ state: 'mine', limit: 100 }),
    enabled: hasClaims,
  });
  const mine = useMemo(() => (claims.data?.items ?? []).filter(({ claim }) => claim?.isMine === true), [claims.data]);
  const rows = useMemo(() => {
    const states = isStillThere[filters.view];
    const seen = new Set<number>();
    const all: QueueItem[] = [];
    const ahead = filters.view === 'waiting' ? mine : [];
    for (const item of [...ahead, ...(list.data?.pages ?? []).flatMap(({ items }) => items)]) {
      // Ranks may move between two pages.
      if (seen.has(item.caseId) || (states !== undefined && !states.includes(item.state))) continue;
      seen.add(item.caseId);
      all.push(item);
    }
    return all;
  }, [list.data, mine, filters.view]);
  return {
    rows,
    mine,
    total: list.data?.pages[0],
    isLoading: list.isPending,
    error: list.data === undefined ? list.error : null,
    retry: () => void list.refetch(),
    hasMore: list.hasNextPage,
    loadMore: () => {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
  };
}
