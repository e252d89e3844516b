/** Look-outs and their alerts. */
import { PageTitle } from '../../ui/page-title.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { AlertList } from './alert-list.tsx';
import { LookOutList } from './look-out-list.tsx';

const views = [
  ['open', 'Open alerts'],
  ['acknowledged', 'Acknowledged'],
  ['look-outs', 'Look-outs'],
] as const;

/** Shows what matches a look-out now, and what is looked out for. */
export function LookOutsPage() {
  const [query, change] = useAddress();
  const [view] = views.find(([each]) => each === query.get('view')) ?? views[0];
  return (
    <div className="page">
      <PageTitle title="Look-outs" />
      <div className="toolbar-row">
        <Segments
          legend="View"
          options={views}
          value={view}
          onChange={(next) => change({ view: next === 'open' ? '' : next })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={query.get('all') === 'yes'}
            onChange={(event) => change({ all: event.target.checked ? 'yes' : '' })}
          />
          {view === 'look-outs' ? 'Those that have ended, too' : 'Matches by nothing but a route, too'}
        </label>
      </div>
      {view === 'look-outs' ? (
        <LookOutList hasEnded={query.get('all') === 'yes'} />
      ) : (
        <AlertList state={view} hasWeak={query.get('all') === 'yes'} />
      )}
    </div>
  );
}
