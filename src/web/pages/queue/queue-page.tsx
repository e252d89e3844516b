/** The risk queue. */
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { decisionCodes } from '../../../domain/case-decision.ts';
import type { ClaimNext } from '../../api/contract.ts';
import { decisionWords } from '../../format/code-words.ts';
import { formatCount, formatTotal } from '../../format/format-quantity.ts';
import type { KeyCommand } from '../../keyboard/key-command.ts';
import { useKeyCommands } from '../../keyboard/use-key-commands.ts';
import { useLiveUpdates } from '../../shell/live-updates.tsx';
import { usePermission } from '../../shell/session-context.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Empty, Failure, Loading } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CapacityStrip } from './capacity-strip.tsx';
import { ClaimStrip } from './claim-strip.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { canBeUndone } from './queue-cache.ts';
import { type CaseRights, dialogOfCommand, type QueueDialog } from './queue-dialog.ts';
import { isNarrowed, type QueueFilters } from './queue-filters.ts';
import { QueueGrid } from './queue-grid.tsx';
import { movement } from './queue-movement.ts';
import { QueueToolbar } from './queue-toolbar.tsx';
import { SuppressDialog } from './suppress-dialog.tsx';
import { useCaseActions } from './use-case-actions.ts';
import { useQueue } from './use-queue.ts';
import { useQueueFilters } from './use-queue-filters.ts';
import { useSelection } from './use-selection.ts';

/** Times left are shown to the minute. */
const everyMs = 20_000;

function claimFilters({ office, channel, lanes }: QueueFilters): ClaimNext {
  const [lane] = lanes;
  return {
    ...(office === '' ? {} : { office }),
    ...(channel === '' ? {} : { channel }),
    ...(lane === undefined || lanes.length > 1 ? {} : { lane }),
  };
}

function emptyTitle(filters: QueueFilters): string {
  if (isNarrowed(filters)) return 'No consignment is within these filters.';
  if (filters.view === 'waiting') return 'No consignment waits. New ones appear here by themselves.';
  return filters.view === 'mine' ? 'You have nothing in hand.' : 'There is none in this view.';
}

/** Cases in the order of their risk, worked with keys. */
export function QueuePage() {
  const [filters, changeFilters] = useQueueFilters();
  const hasClaims = usePermission('claim-cases');
  const rights: CaseRights = {
    canClaim: hasClaims,
    canDecide: usePermission('decide-cases'),
    canSuppress: usePermission('suppress-cases'),
    canNote: usePermission('write-notes'),
  };
  const { canDecide } = rights;
  const { rows, mine, total, isLoading, error, retry, loadMore, hasMore } = useQueue(filters, hasClaims);
  const selection = useSelection(rows);
  const actions = useCaseActions();
  const live = useLiveUpdates();
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<QueueDialog>();
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const nowMs = useNow(everyMs);

  /** Where the list is below the fold, as on a magnified page, a key that moves in it brings it into sight. */
  const showGrid = (): void => {
    grid.current?.focus({ preventScroll: true });
    grid.current?.scrollIntoView({ block: 'nearest' });
  };
  const claimNext = async (): Promise<void> => {
    const item = await actions.claimNext(claimFilters(filters));
    if (item === undefined) return;
    selection.setSelected([]);
    selection.activate(item.caseId);
    showGrid();
  };
  const onKey = (command: KeyCommand): boolean => {
    const move = movement(command, selection.activeIndex, rows.length);
    if (move !== undefined) {
      selection.moveTo(move.index, move.isExtending);
      showGrid();
      return true;
    }
    const opened = dialogOfCommand(command, selection, rights);
    if (opened !== undefined) setDialog(opened);
    return opened !== undefined || act(command);
  };
  const act = (command: KeyCommand): boolean => {
    const { active } = selection;
    switch (command.kind) {
      case 'open':
        if (active !== undefined) navigate(`/cases/${active.caseId}`);
        break;
      case 'select':
        if (active !== undefined) selection.toggle(active.caseId);
        break;
      case 'claim-next':
        if (hasClaims) void claimNext();
        break;
      case 'release':
        if (active?.claim?.isMine === true) void actions.release(active);
        else if (active !== undefined && canDecide && canBeUndone(active)) void actions.undo(active);
        break;
      case 'undo':
        if (canDecide) void actions.undoLast();
        break;
      case 'pause':
        live.setPaused(!live.isPaused);
        break;
      case 'search':
        search.current?.focus();
        break;
      case 'back':
        selection.setSelected([]);
        showGrid();
        break;
      default:
        return false;
    }
    return true;
  };
  useKeyCommands(onKey);
  useEffect(() => {
    if (!isLoading && document.activeElement?.id === 'main') grid.current?.focus({ preventScroll: true });
  }, [isLoading]);

  const selectedCount = selection.selected.size === 0 ? 0 : selection.chosen.length;
  const close = (): void => setDialog(undefined);
  const afterwards = (): void => selection.setSelected([]);
  return (
    <div className="page queue-page">
      <PageTitle title="Risk queue" />
      <CapacityStrip nowMs={nowMs} />
      <QueueToolbar
        filters={filters}
        onChange={changeFilters}
        search={search}
        hasClaims={hasClaims}
        onClaimNext={() => void claimNext()}
      />
      {mine.length > 0 && (
        <ClaimStrip claims={mine} onKeep={actions.keep} onRelease={(item) => void actions.release(item)} />
      )}
      {isLoading ? (
        <Loading what="the queue" />
      ) : error !== null ? (
        <Failure error={error} onRetry={retry} />
      ) : rows.length === 0 ? (
        <Empty title={emptyTitle(filters)} />
      ) : (
        <QueueGrid
          grid={grid}
          rows={rows}
          rowCount={
            total?.isTotalExact === true ? Math.max(total.total ?? -1, rows.length) : hasMore ? -1 : rows.length
          }
          selection={selection}
          nowMs={nowMs}
          loadMore={loadMore}
        />
      )}
      <div className="queue-foot">
        <span role="status">
          {total?.total === undefined ? formatCount(rows.length) : formatTotal(total.total, total.isTotalExact)}{' '}
          consignments
          {selectedCount > 0 && `, ${formatCount(selectedCount)} selected`}
        </span>
        {selectedCount > 0 && canDecide && (
          <span className="bulk">
            {decisionCodes.slice(0, 4).map((decision) => (
              <button
                key={decision}
                type="button"
                className="button-small"
                onClick={() => setDialog({ kind: 'decide', items: selection.chosen, decision })}
              >
                {decisionWords[decision]} <kbd>{decisionCodes.indexOf(decision) + 1}</kbd>
              </button>
            ))}
            <button type="button" className="button-small" onClick={afterwards}>
              Clear selection <kbd>Esc</kbd>
            </button>
          </span>
        )}
      </div>
      {dialog?.kind === 'note' && (
        <NoteDialog item={dialog.item} onNote={(text) => actions.note(dialog.item, text)} onClose={close} />
      )}
      {dialog?.kind === 'suppress' && (
        <SuppressDialog
          items={dialog.items}
          onSuppress={(untilMs, reason) => actions.suppress(dialog.items, untilMs, reason).then(afterwards)}
          onClose={close}
        />
      )}
      {dialog?.kind === 'decide' && (
        <DecisionDialog
          items={dialog.items}
          decision={dialog.decision}
          onDecide={(body) => actions.decide(dialog.items, body).then(afterwards)}
          onClose={close}
        />
      )}
    </div>
  );
}
