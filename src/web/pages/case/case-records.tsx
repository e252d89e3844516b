/** What is known around a case: look-outs, rights, holds, examinations, notes, timeline. */
import type { ReactNode } from 'react';
import type { CaseDetail } from '../../api/contract.ts';
import { wordsOf } from '../../format/code-words.ts';
import { MomentText } from '../../ui/moment-text.tsx';

/** A list of records under its title, or the words for none. */
export function Records({
  title,
  none,
  action,
  children,
}: {
  readonly title: string;
  readonly none: string;
  readonly action?: ReactNode;
  readonly children: readonly ReactNode[];
}) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children.length === 0 ? <p className="muted">{none}</p> : <ul className="records">{children}</ul>}
      {action}
    </section>
  );
}

/** Look-outs that the consignment matches, with what a match means. */
export function LookOuts({ lookOuts }: Pick<CaseDetail, 'lookOuts'>) {
  return (
    <Records title="Look-outs" none="It matches no look-out.">
      {lookOuts.map(({ kind, grade, subject, expiresAtMs }) => (
        <li key={`${kind} ${subject}`}>
          <strong>{subject}</strong> <span className="tag tag-alert">{grade}</span>
          <span className="block small muted">
            {wordsOf(kind)}, until <MomentText atMs={expiresAtMs} />
          </span>
        </li>
      ))}
    </Records>
  );
}

/** Rights that apply. */
export function Rights({ rights }: Pick<CaseDetail, 'rights'>) {
  return (
    <Records title="Rights that apply" none="No right was found for these goods.">
      {rights.map(({ finding, holder, right, brand }) => (
        <li key={`${holder} ${right}`}>
          <strong>{holder}</strong> <span className="tag">{wordsOf(finding).toLowerCase()}</span>
          <span className="block small muted">{[right, brand].filter((part) => part !== null).join(', ')}</span>
        </li>
      ))}
    </Records>
  );
}

/** Holds that were asked for. */
export function Holds({ holds }: Pick<CaseDetail, 'holds'>) {
  return (
    <Records title="Holds" none="No hold was asked for.">
      {holds.map(({ id, state, operator, control, requestedAtMs }) => (
        <li key={id}>
          <strong>{wordsOf(state)}</strong> by {operator}, {wordsOf(control).toLowerCase()}
          <span className="block small muted">
            asked for <MomentText atMs={requestedAtMs} />
          </span>
        </li>
      ))}
    </Records>
  );
}

/** Results of examinations. */
export function Examinations({ examinations }: Pick<CaseDetail, 'examinations'>) {
  return (
    <Records title="Examinations" none="Nothing was examined.">
      {examinations.map(({ control, outcome, iprChecked, knownAtMs, itemNumber }) => (
        <li key={`${control} ${outcome} ${knownAtMs} ${itemNumber}`}>
          <strong>{wordsOf(outcome)}</strong> after {wordsOf(control).toLowerCase()}
          {itemNumber !== null && `, item ${itemNumber}`}
          <span className="block small muted">
            rights checked: {iprChecked}, known <MomentText atMs={knownAtMs} />
          </span>
        </li>
      ))}
    </Records>
  );
}

/** Notes of officers. */
export function Notes({ notes }: Pick<CaseDetail, 'notes'>) {
  return (
    <Records title="Notes" none="Nobody wrote a note.">
      {notes.map(({ atMs, by, text }) => (
        <li key={`${atMs} ${by} ${text}`}>
          <p className="note-text">{text}</p>
          <span className="small muted">
            {by}, <MomentText atMs={atMs} />
          </span>
        </li>
      ))}
    </Records>
  );
}

/** All that happened, latest first. */
export function Timeline({ timeline }: Pick<CaseDetail, 'timeline'>) {
  const latestFirst = [...timeline].sort((a, b) => b.atMs - a.atMs);
  return (
    <section className="card">
      <h2>Timeline</h2>
      {latestFirst.length === 0 && <p className="muted">Nothing has happened yet.</p>}
      <ol className="timeline">
        {latestFirst.map(({ atMs, kind, text, by }) => (
          <li key={`${atMs} ${kind} ${text}`}>
            <span className="small muted block">
              <MomentText atMs={atMs} />
              {by !== null && `, ${by}`}
            </span>
            {text}
          </li>
        ))}
      </ol>
    </section>
  );
}
