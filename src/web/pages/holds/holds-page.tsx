/** Holds. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { isEnded } from '../../../domain/hold.ts';
import type { Hold } from '../../api/contract.ts';
import { answerHold, holdListAddress, listHolds, listOperators } from '../../api/holds-api.ts';
import { holdStateWords, wordsOf } from '../../format/code-words.ts';
import { usePermission } from '../../shell/session-context.ts';
import { CutOff } from '../../ui/cut-off.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PagedTable } from '../../ui/paged-table.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { useNow } from '../../ui/use-now.ts';
import { usePages } from '../../ui/use-pages.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { byUrgency, goodsNames, holdViews, statesOf } from './hold-views.ts';

const everyMs = 20_000;

function columnsAt(nowMs: number, onAnswer: ((hold: Hold) => void) | undefined): readonly Column<Hold>[] {
  return [
    {
      title: 'Hold',
      cell: ({ reference, caseId }) => (
        <>
          <Link to={`/cases/${caseId}`}>{reference}</Link>
        </>
      ),
    },
    { title: 'Cut-off', cell: ({ goods }) => <CutOff atMs={goods.releaseCutOffMs ?? null} nowMs={nowMs} /> },
    {
      title: 'State',
      cell: ({ state, visibleFromMs, endedAtMs, acknowledgedAtMs }) => (
        <>
          <span className={`tag hold-${state}`}>{holdStateWords[state]}</span>
          <span className="small muted block">
            {visibleFromMs > nowMs ? (
              'not sent yet, can be undone'
            ) : (
              <MomentText atMs={endedAtMs ?? acknowledgedAtMs ?? visibleFromMs} nowMs={nowMs} />
            )}
          </span>
        </>
      ),
    },
    { title: 'Operator', cell: ({ operator }) => operator },
    { title: 'Control', cell: ({ control }) => wordsOf(control) },
    {
      title: 'Goods',
      cell: ({ goods }) => (
        <ul>
          {goodsNames(goods).map(([name, value]) => (
            <li key={name}>
              <span className="small muted">{name}</span> {value}
            </li>
          ))}
        </ul>
      ),
    },
    {
      title: 'Where',
      cell: ({ goods }) => [goods.office, goods.location].filter((part) => part !== undefined).join(', ') || '–',
    },
    {
      title: 'Answer',
      cell: (hold) =>
        onAnswer !== undefined &&
        !isEnded(hold.state) &&
        hold.visibleFromMs <= nowMs && (
          <button
            type="button"
            className="button-small"
            aria-label={`Record the answer to ${hold.reference}`}
            onClick={() => onAnswer(hold)}
          >
            Record …
          </button>
        ),
    },
  ];
}

/** Lists holds by their state, the nearest cut-off first, and records what operators say. */
export function HoldsPage() {
  const [query, change] = useAddress();
  const client = useQueryClient();
  const notify = useNotify();
  const canAnswer = usePermission('record-examinations');
  const nowMs = useNow(everyMs);
  const [chosen, setChosen] = useState<Hold>();
  const view = holdViews.find(([each]) => each === query.get('view'))?.[0] ?? 'open';
  const operatorId = query.get('operator') ?? '';
  const operators = useQuery({ queryKey: ['operators', undefined], queryFn: () => listOperators() });
  const filter = { state: statesOf(view), operatorId: operatorId || undefined };
  const pages = usePages(['holds', filter], (cursor) => listHolds({ ...filter, cursor, limit: 200 }), {
    againMs: () => everyMs,
  });
  return (
    <div className="page">
      <PageTitle
        title="Holds"
        beside={
          <a className="button" href={holdListAddress(filter)} download="holds.csv">
            Hold list (CSV)
          </a>
        }
      />
      <div className="toolbar-row">
        <Segments
          legend="State"
          options={holdViews}
          value={view}
          onChange={(next) => change({ view: next === 'open' ? '' : next })}
        />
        <label className="inline-label">
          Operator{' '}
          <select value={operatorId} onChange={(event) => change({ operator: event.target.value })}>
            <option value="">all</option>
            {(operators.data?.items ?? []).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PagedTable
        pages={pages}
        noun="holds"
        columns={columnsAt(nowMs, canAnswer ? setChosen : undefined)}
        keyOf={({ id }) => id}
        order={byUrgency(nowMs)}
        empty={view === 'open' ? 'No operator owes an answer.' : 'There is no hold in this view.'}
      />
      {chosen !== undefined && (
        <AnswerDialog
          hold={chosen}
          onAnswer={async (answer) => {
            await answerHold(chosen.reference, answer);
            notify({ text: `${chosen.reference}: ${holdStateWords[answer].toLowerCase()}.`, tone: 'good' });
            await client.invalidateQueries({ queryKey: ['holds'] });
          }}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}
