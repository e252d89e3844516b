/** Views, filters and what is done with the queue as a whole. */
import { type RefObject, useEffect, useState } from 'react';
import type { Lane } from '../../api/contract.ts';
import { laneWords } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { useLiveUpdates } from '../../shell/live-updates.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useMedia } from '../../ui/use-media.ts';
import { isNarrowed, noFilters, type QueueFilters, type QueueView, queueViews } from './queue-filters.ts';

const viewWords: Readonly<Record<QueueView, string>> = {
  waiting: 'Waiting',
  mine: 'Mine',
  claimed: 'Claimed',
  decided: 'Decided',
  suppressed: 'Suppressed',
  all: 'All',
};
const typingPauseMs = 350;

/** A text filter that takes effect after a pause in typing. */
function TextFilter({
  label,
  value,
  onChange,
  input,
  pattern,
  hint,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly pattern?: string;
  readonly hint?: string;
}) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value || (pattern !== undefined && typed !== '' && !new RegExp(`^${pattern}$`).test(typed))) return;
    const timer = setTimeout(() => onChange(typed), typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange, pattern]);
  return (
    <label className="filter">
      <span>{label}</span>
      <input
        ref={input}
        type="search"
        value={typed}
        placeholder={hint}
        pattern={pattern}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(typed);
          if (event.key === 'Escape' && typed === '') event.currentTarget.blur();
        }}
      />
    </label>
  );
}

function LiveControl() {
  const { isOpen, isPaused, waiting, setPaused, showWaiting } = useLiveUpdates();
  return (
    <div className="live">
      <span className={isOpen ? 'live-state is-open' : 'live-state'} role="status">
        <span aria-hidden="true">{isPaused ? '❚❚' : isOpen ? '●' : '○'}</span>{' '}
        {isPaused ? 'Paused' : isOpen ? 'Live' : 'Not connected'}
      </span>
      {waiting > 0 && (
        <button type="button" className="button-small" onClick={showWaiting}>
          Show {formatCount(waiting)} {waiting === 1 ? 'change' : 'changes'}
        </button>
      )}
      <button type="button" className="button-small" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
        {isPaused ? 'Resume' : 'Pause'} updates
      </button>
    </div>
  );
}

interface FilterFieldsProps {
  readonly filters: QueueFilters;
  readonly onChange: (changes: Partial<QueueFilters>) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

function FilterFields({ filters, onChange, search }: FilterFieldsProps) {
  const toggleLane = (lane: Lane): void =>
    onChange({
      lanes: filters.lanes.includes(lane) ? filters.lanes.filter((each) => each !== lane) : [...filters.lanes, lane],
    });
  return (
    <search className="toolbar-row filters" aria-label="Filters of the queue">
      <TextFilter
        label="Search"
        hint="reference or party"
        input={search}
        value={filters.text}
        onChange={(text) => onChange({ text })}
      />
      <fieldset className="lane-filter">
        <legend className="visually-hidden">Lanes</legend>
        {(Object.keys(laneWords) as Lane[]).map((lane) => (
          <label key={lane} className={`lane-choice edge-${lane}`}>
            <input type="checkbox" checked={filters.lanes.includes(lane)} onChange={() => toggleLane(lane)} />
            {laneWords[lane]}
          </label>
        ))}
      </fieldset>
      <TextFilter
        label="HS"
        hint="prefix"
        pattern="\d{2,10}"
        value={filters.hsPrefix}
        onChange={(hsPrefix) => onChange({ hsPrefix })}
      />
      <TextFilter label="Office" value={filters.office} onChange={(office) => onChange({ office })} />
      <TextFilter label="Channel" value={filters.channel} onChange={(channel) => onChange({ channel })} />
      <label className="check">
        <input
          type="checkbox"
          checked={filters.targetsOnly}
          onChange={() => onChange({ targetsOnly: !filters.targetsOnly })}
        />
        Targets only
      </label>
      {isNarrowed(filters) && (
        <button type="button" className="button-small" onClick={() => onChange({ ...noFilters, view: filters.view })}>
          Clear filters
        </button>
      )}
    </search>
  );
}

/** Shows the filters, which `onChange` puts into the address. */
export function QueueToolbar({
  filters,
  onChange,
  search,
  hasClaims,
  onClaimNext,
}: FilterFieldsProps & {
  readonly hasClaims: boolean;
  readonly onClaimNext: () => void;
}) {
  const isWide = useMedia('(min-width: 40em)');
  return (
    <div className="toolbar">
      <div className="toolbar-row">
        <Segments
          legend="View"
          options={queueViews
            .filter((view) => view !== 'mine' || hasClaims)
            .map((view) => [view, viewWords[view]] as const)}
          value={filters.view}
          onChange={(view) => onChange({ view })}
        />
        <LiveControl />
        {hasClaims && (
          <button type="button" className="button-primary toolbar-end" onClick={onClaimNext}>
            Claim next <kbd>c</kbd>
          </button>
        )}
      </div>
      {isWide ? (
        <FilterFields filters={filters} onChange={onChange} search={search} />
      ) : (
        <details open={isNarrowed(filters)}>
          <summary>Filters</summary>
          <FilterFields filters={filters} onChange={onChange} search={search} />
        </details>
      )}
    </div>
  );
}
