/** Which row is active and which are selected. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { QueueItem } from '../../api/contract.ts';
import { queueMemory } from './queue-memory.ts';

/** The active row and the selected ones, by case, so that live updates move neither. */
export interface Selection {
  readonly activeIndex: number;
  readonly active: QueueItem | undefined;
  readonly selected: ReadonlySet<number>;
  /** Selected rows that are still in the list, else the active one. */
  readonly chosen: readonly QueueItem[];
  readonly activate: (caseId: number) => void;
  readonly moveTo: (index: number, isExtending: boolean) => void;
  readonly toggle: (caseId: number) => void;
  readonly setSelected: (caseIds: readonly number[]) => void;
}

/** Keeps the selection of a list; where the active row has gone, the one that took its place is active. */
export function useSelection(rows: readonly QueueItem[]): Selection {
  const [activeId, setActiveId] = useState(queueMemory.activeId);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const lastIndex = useRef(0);
  const found = activeId === undefined ? -1 : rows.findIndex(({ caseId }) => caseId === activeId);
  const activeIndex = rows.length === 0 ? -1 : found >= 0 ? found : Math.min(lastIndex.current, rows.length - 1);
  if (activeIndex >= 0) lastIndex.current = activeIndex;
  const active = rows[activeIndex];
  useEffect(() => {
    if (active !== undefined) queueMemory.activeId = active.caseId;
  }, [active]);

  const toggle = useCallback((caseId: number) => {
    setSelected((held) => {
      const next = new Set(held);
      if (!next.delete(caseId)) next.add(caseId);
      return next;
    });
  }, []);
  const chosen = useMemo(() => {
    const inList = selected.size === 0 ? [] : rows.filter(({ caseId }) => selected.has(caseId));
    if (inList.length > 0) return inList;
    return active === undefined ? [] : [active];
  }, [rows, selected, active]);

  return {
    activeIndex,
    active,
    selected,
    chosen,
    activate: setActiveId,
    moveTo: (index, isExtending) => {
      const to = Math.max(0, Math.min(rows.length - 1, index));
      const target = rows[to];
      if (target === undefined) return;
      if (isExtending) {
        const [low, high] = to < activeIndex ? [to, activeIndex] : [activeIndex, to];
        setSelected((held) => new Set([...held, ...rows.slice(low, high + 1).map(({ caseId }) => caseId)]));
      }
      setActiveId(target.caseId);
    },
    toggle,
    setSelected: (caseIds) => setSelected(new Set(caseIds)),
  };
}
