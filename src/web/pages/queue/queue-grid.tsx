/** The list of the queue. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { QueueItem } from '../../api/contract.ts';
import { GridPart } from '../../ui/grid-part.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { QueueRow } from './queue-row.tsx';
import type { Selection } from './use-selection.ts';

const wideRowPx = 64;
const narrowRowPx = 218;
const headPx = 34;
const nearEndRows = 80;

const columns = [
  ['lane', 'Lane'],
  ['score', 'Score'],
  ['party', 'Consignment'],
  ['why', 'Top reasons'],
  ['goods', 'Goods'],
  ['route', 'Route'],
  ['value', 'Value'],
  ['cut-off', 'Cut-off'],
  ['status', 'Status'],
] as const;

/** Goes where a link of a row leads without loading the pages anew; one for all rows, of which there are many. A click with a key is the browser's. */
function follow(event: MouseEvent<HTMLElement>, navigate: (to: string) => void): void {
  const link = (event.target as HTMLElement).closest('a');
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (link === null || !isPlain || event.button !== 0) return;
  event.preventDefault();
  navigate(link.pathname);
}

/** A grid of rows of which only those in sight exist; `grid` is where keys that move bring the focus. */
export function QueueGrid({
  grid,
  rows,
  rowCount,
  selection,
  nowMs,
  loadMore,
}: {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly rows: readonly QueueItem[];
  /** Rows that there are in all, −1 where that is not known. */
  readonly rowCount: number;
  readonly selection: Selection;
  readonly nowMs: number;
  readonly loadMore: () => void;
}) {
  const isWide = useMedia('(min-width: 68em)');
  const rowPx = isWide ? wideRowPx : narrowRowPx;
  const { activeIndex, active, selected, activate, toggle, setSelected } = selection;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => rows[index]!.caseId,
    overscan: 6,
    useFlushSync: false,
    // The header lies above the rows and stays in sight.
    scrollMargin: isWide ? headPx : 0,
    scrollPaddingStart: isWide ? headPx : 0,
    // The active row exists even out of sight, since the grid refers to it.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      if (activeIndex < 0 || activeIndex >= range.count || indexes.includes(activeIndex)) return indexes;
      return activeIndex < (indexes[0] ?? 0) ? [activeIndex, ...indexes] : [...indexes, activeIndex];
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows means measuring anew
  useEffect(() => virtualizer.measure(), [rowPx, virtualizer]);

  const activeId = active?.caseId;
  const scrolledTo = useRef<number>(undefined);
  useEffect(() => {
    if (activeId === undefined || scrolledTo.current === activeId) return;
    // The first row becomes active by itself and needs no scrolling.
    if (scrolledTo.current !== undefined || activeIndex > 0) virtualizer.scrollToIndex(activeIndex, { align: 'auto' });
    scrolledTo.current = activeId;
  }, [activeId, activeIndex, virtualizer]);

  const [, navigate] = useLocation();
  const virtualRows = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - nearEndRows) loadMore();
  }, [lastShown, rows.length, loadMore]);

  const onActivate = useCallback((caseId: number) => activate(caseId), [activate]);
  const areAllSelected = rows.length > 0 && rows.every(({ caseId }) => selected.has(caseId));
  return (
    <GridPart
      ref={grid}
      part="grid"
      tabIndex={0}
      className={isWide ? 'queue-grid' : 'queue-grid queue-cards'}
      aria-label="Consignments"
      onClick={(event) => follow(event, navigate)}
      aria-multiselectable="true"
      aria-rowcount={rowCount < 0 ? -1 : rowCount + 1}
      aria-activedescendant={activeId === undefined ? undefined : `case-${activeId}`}
    >
      <GridPart part="rowgroup" className="queue-head">
        <GridPart part="row" aria-rowindex={1} className="queue-columns">
          <GridPart part="columnheader" className="cell-select">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label="Select all that are loaded"
              checked={areAllSelected}
              onChange={() => setSelected(areAllSelected ? [] : rows.map(({ caseId }) => caseId))}
            />
          </GridPart>
          {columns.map(([name, title]) => (
            <GridPart key={name} part="columnheader" className={`cell-${name}`}>
              {title}
            </GridPart>
          ))}
        </GridPart>
      </GridPart>
      <GridPart part="rowgroup" className="queue-body" style={{ blockSize: `${virtualizer.getTotalSize()}px` }}>
        {virtualRows.map(({ index, start }) => {
          const item = rows[index];
          if (item === undefined) return null;
          return (
            <QueueRow
              key={item.caseId}
              item={item}
              index={index}
              top={start - (isWide ? headPx : 0)}
              height={rowPx}
              isActive={item.caseId === activeId}
              isSelected={selected.has(item.caseId)}
              nowMs={nowMs}
              onActivate={onActivate}
              onToggle={toggle}
            />
          );
        })}
      </GridPart>
    </GridPart>
  );
}
