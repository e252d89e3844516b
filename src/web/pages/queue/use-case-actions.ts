/** What officers do with cases. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ClaimNext, Decide, QueueItem } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import {
  addNote,
  claimCase,
  claimNext,
  decideCase,
  keepClaim,
  releaseClaim,
  suppressCase,
  undoDecision,
} from '../../api/queue-api.ts';
import { decisionWords } from '../../format/code-words.ts';
import { useNotify } from '../../ui/notices.tsx';
import { itemOfReply, patchItem, refreshQueue } from './queue-cache.ts';

/** What can be done; each tells of its outcome by itself, and says whether it was done. */
export interface CaseActions {
  /** Claims the best waiting case and returns it; undefined where none waits or it failed. */
  readonly claimNext: (filters: ClaimNext) => Promise<QueueItem | undefined>;
  readonly claim: (item: QueueItem, stealReason?: string) => Promise<boolean>;
  readonly keep: (item: QueueItem) => Promise<void>;
  readonly release: (item: QueueItem) => Promise<boolean>;
  /** Decides cases one after the other, claiming those that are not claimed. */
  readonly decide: (items: readonly QueueItem[], body: Decide) => Promise<boolean>;
  readonly suppress: (items: readonly QueueItem[], untilMs: number, reason: string) => Promise<boolean>;
  readonly undo: (item: QueueItem) => Promise<boolean>;
  /** Undoes the last decision of this person in this browser. */
  readonly undoLast: () => Promise<boolean>;
  readonly note: (item: QueueItem, text: string) => Promise<boolean>;
}

const lastKey = ['last-decided'];

/** Returns the actions. */
export function useCaseActions(): CaseActions {
  const client = useQueryClient();
  const notify = useNotify();
  return useMemo(() => {
    const take = (reply: unknown): QueueItem | undefined => {
      const item = itemOfReply(reply);
      if (item !== undefined) patchItem(client, item);
      return item;
    };
    const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
      try {
        return await work();
      } catch (error) {
        notify({ text: problemText(error), tone: 'bad' });
        return undefined;
      } finally {
        refreshQueue(client);
      }
    };
    const claimed = async (item: QueueItem): Promise<QueueItem> =>
      item.claim?.isMine === true ? item : (take(await claimCase(item.caseId, item.version)) ?? item);

    /** Does the same to each, goes on after a failure, and tells how many went well. */
    const forEach = async (
      items: readonly QueueItem[],
      work: (item: QueueItem) => Promise<QueueItem | undefined>,
    ): Promise<readonly QueueItem[]> => {
      const done: QueueItem[] = [];
      const failures: string[] = [];
      for (const item of items) {
        try {
          done.push((await work(item)) ?? item);
        } catch (error) {
          failures.push(`${item.reference}: ${problemText(error)}`);
        }
      }
      if (failures.length > 0) {
        const more = failures.length > 3 ? ` And ${failures.length - 3} more.` : '';
        notify({ text: `${failures.slice(0, 3).join(' ')}${more}`, tone: 'bad' });
      }
      refreshQueue(client);
      return done;
    };

    const undo = async (item: QueueItem): Promise<boolean> => {
      const isDone = await attempt(async () => {
        take(await undoDecision(item.caseId, item.version));
        client.setQueryData(lastKey, null);
        notify({ text: `The decision on ${item.reference} is undone.`, tone: 'good' });
        return true;
      });
      return isDone ?? false;
    };

    const actions: CaseActions = {
      claimNext: (filters) =>
        attempt(async () => {
          const item = take(await claimNext(filters));
          if (item === undefined) notify({ text: 'No consignment waits within these filters.' });
          return item;
        }),
      claim: async (item, stealReason) => {
        const isDone = await attempt(async () => {
          take(await claimCase(item.caseId, item.version, stealReason));
          return true;
        });
        return isDone ?? false;
      },
      keep: async (item) => {
        try {
          take(await keepClaim(item.caseId));
        } catch {
          // The claim is gone or the service is away; reading again tells which.
          void client.invalidateQueries({ queryKey: ['queue', 'mine'] });
        }
      },
      release: async (item) => {
        const isDone = await attempt(async () => {
          take(await releaseClaim(item.caseId));
          notify({ text: `${item.reference} is given back.` });
          return true;
        });
        return isDone ?? false;
      },
      decide: async (items, body) => {
        const done = await forEach(items, async (item) => {
          const mine = await claimed(item);
          return take(await decideCase(mine.caseId, mine.version, body, crypto.randomUUID()));
        });
        const [only] = done;
        if (only === undefined) return false;
        client.setQueryData(lastKey, done);
        const what = done.length === 1 ? only.reference : `${done.length} consignments`;
        notify({
          text: `${decisionWords[body.decision]}: ${what}.`,
          tone: 'good',
          action: { label: 'Undo', run: () => void actions.undoLast() },
        });
        return done.length === items.length;
      },
      suppress: async (items, untilMs, reason) => {
        const done = await forEach(items, async (item) =>
          take(await suppressCase(item.caseId, item.version, untilMs, reason)),
        );
        if (done.length > 0) {
          const what = done.length === 1 ? done[0]!.reference : `${done.length} consignments`;
          notify({ text: `Suppressed: ${what}.`, tone: 'good' });
        }
        return done.length === items.length;
      },
      undo,
      undoLast: async () => {
        const last = client.getQueryData<readonly QueueItem[] | null>(lastKey) ?? [];
        if (last.length === 0) {
          notify({ text: 'There is no decision to undo.' });
          return false;
        }
        let isDone = true;
        for (const item of last) isDone = (await undo(item)) && isDone;
        return isDone;
      },
      note: async (item, text) => {
        const isDone = await attempt(async () => {
          await addNote(item.caseId, text, crypto.randomUUID());
          notify({ text: 'The note is kept.', tone: 'good' });
          return true;
        });
        return isDone ?? false;
      },
    };
    return actions;
  }, [client, notify]);
}
