/** Lists that are read page by page. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Page } from '../api/contract.ts';

/** A list as far as it was read. */
export interface Pages<T> {
  /** Undefined until the first page is there. */
  readonly data: readonly T[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly total: number | undefined;
  readonly isTotalExact: boolean | undefined;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/** When a list is read, and again. */
interface PagesOptions<T> {
  readonly isEnabled?: boolean;
  /** Milliseconds after which the list is read again; undefined means not by itself. */
  readonly againMs?: (items: readonly T[]) => number | undefined;
}

/** Reads a list page by page; `key` names it among everything that is read. */
export function usePages<T>(
  key: readonly unknown[],
  read: (cursor: string | undefined) => Promise<Page<T>>,
  { isEnabled = true, againMs }: PagesOptions<T> = {},
): Pages<T> {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: isEnabled,
    refetchInterval: ({ state }) => againMs?.(state.data?.pages.flatMap(({ items }) => items) ?? []) ?? false,
    select: ({ pages }) => ({
      items: pages.flatMap(({ items }) => items),
      total: pages[0]?.total,
      isTotalExact: pages[0]?.isTotalExact,
    }),
  });
  return {
    data: data?.items,
    error,
    refetch,
    total: data?.total,
    isTotalExact: data?.isTotalExact,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
  };
}
