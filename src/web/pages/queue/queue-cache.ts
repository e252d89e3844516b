/** What the browser holds of the queue. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { CaseDetail, Page, QueueItem } from '../../api/contract.ts';

/** Pages of the list as they are held. */
type QueuePages = InfiniteData<Page<QueueItem>>;

/** A list of more pages than this is not read again by itself. */
const heavyPages = 3;

/** Whether a list that is shown has so many pages that reading all of them again would disturb. */
export function isHeavyList(client: QueryClient): boolean {
  return client
    .getQueriesData<QueuePages>({ queryKey: ['queue', 'list'], type: 'active' })
    .some(([, data]) => (data?.pages.length ?? 0) > heavyPages);
}

/** Has the queue read again: all of it, or without a long list. */
export function refreshQueue(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: ['queue', 'mine'] });
  void client.invalidateQueries({ queryKey: ['queue', 'capacity'] });
  void client.invalidateQueries({ queryKey: ['case'] });
  if (!isHeavyList(client)) void client.invalidateQueries({ queryKey: ['queue', 'list'] });
}

/** Whether a case was decided or put aside; whether that can still be undone the service says. */
export function canBeUndone({ state, decision }: QueueItem): boolean {
  return state === 'suppressed' || (state === 'decided' && decision !== null);
}

function isQueueItem(reply: unknown): reply is QueueItem {
  return typeof reply === 'object' && reply !== null && 'caseId' in reply && 'version' in reply;
}

/** Returns the case that a reply to a change has, as such or within all about it. */
export function itemOfReply(reply: unknown): QueueItem | undefined {
  if (isQueueItem(reply)) return reply;
  const inner = typeof reply === 'object' && reply !== null && 'case' in reply ? reply.case : undefined;
  return isQueueItem(inner) ? inner : undefined;
}

/** Puts a changed case where it is held. */
export function patchItem(client: QueryClient, item: QueueItem): void {
  const swap = (items: readonly QueueItem[]): readonly QueueItem[] =>
    items.some(({ caseId }) => caseId === item.caseId)
      ? items.map((held) => (held.caseId === item.caseId ? item : held))
      : items;
  client.setQueriesData<QueuePages>({ queryKey: ['queue', 'list'] }, (data) =>
    data === undefined ? data : { ...data, pages: data.pages.map((page) => ({ ...page, items: swap(page.items) })) },
  );
  client.setQueryData<Page<QueueItem>>(['queue', 'mine'], (page) => {
    if (page === undefined) return page;
    const others = page.items.filter(({ caseId }) => caseId !== item.caseId);
    return { ...page, items: item.claim?.isMine === true ? [item, ...others] : others };
  });
  client.setQueryData<CaseDetail>(['case', item.caseId], (detail) =>
    detail === undefined ? detail : { ...detail, case: item },
  );
}
