/** Harm policies. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { HarmPolicy } from '../../api/contract.ts';
import { listPolicies } from '../../api/selectivity-api.ts';
import { formatCount, formatNumber } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { TextEditor } from './text-editor.tsx';
import { VersionCard } from './version-card.tsx';

function DryRun({ name, dryRun }: { readonly name: string; readonly dryRun: HarmPolicy['dryRun'] }) {
  if (dryRun === null) return <p className="muted">Not tried yet.</p>;
  const { targetsThen, kept } = dryRun;
  return (
    <>
      <p>
        Tried <MomentText atMs={dryRun.atMs} /> on {formatCount(dryRun.candidates)} open consignments, against{' '}
        {dryRun.against}: {formatCount(targetsThen - kept)} of {formatCount(targetsThen)} targets would be others.
        Expected finds {formatNumber(dryRun.expectedFindsThen)} instead of {formatNumber(dryRun.expectedFindsNow)}.
      </p>
      <TableScroll label={`Targets by class of harm under ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Class of harm</th>
              {['Targets now', 'then', 'Expected harm now', 'then', 'Expected finds now', 'then'].map((head, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the heads do not change
                <th key={index} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dryRun.classes.map((one) => (
              <tr key={one.name}>
                <th scope="row">{one.name}</th>
                <td className="number">{formatCount(one.targetsNow)}</td>
                <td className="number">{formatCount(one.targetsThen)}</td>
                <td className="number">{formatNumber(one.expectedHarmNow)}</td>
                <td className="number">{formatNumber(one.expectedHarmThen)}</td>
                <td className="number">{formatNumber(one.expectedFindsNow)}</td>
                <td className="number">{formatNumber(one.expectedFindsThen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </>
  );
}

/** Lists versions of the harm policy, writes drafts, tries, approves and ends them. */
export function PoliciesPage() {
  const canWrite = usePermission('write-rules');
  const [hasEnded, setEnded] = useState(false);
  const [draft, setDraft] = useState<string>();
  const { data, error, refetch } = useQuery({
    queryKey: ['policies', hasEnded],
    queryFn: () => listPolicies(hasEnded),
  });
  return (
    <div className="page">
      <PageTitle
        title="Harm policies"
        beside={
          <Link to="/rules" className="button">
            Rules
          </Link>
        }
      />
      {data === undefined ? (
        error === null ? (
          <Loading what="the policies" />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <p>
            The queue is ranked by <strong>{data.ranking}</strong>: what counts as harm, how much is left to chance, and
            which lane follows from which probability.
          </p>
          <div className="action-buttons">
            {canWrite && draft === undefined && (
              <button type="button" className="button-primary" onClick={() => setDraft(data.shipped.text)}>
                Write a version …
              </button>
            )}
            <label className="check">
              <input type="checkbox" checked={hasEnded} onChange={(event) => setEnded(event.target.checked)} /> Show
              those that have ended
            </label>
          </div>
          {draft !== undefined && (
            <TextEditor
              place="policies"
              label="Text of the policy"
              hint="YAML. Name and version must be new; it ranks from effectiveFrom on, once it is live."
              initial={draft}
              onDone={() => setDraft(undefined)}
            />
          )}
          {data.items.map((version) => (
            <VersionCard
              key={version.id}
              place="policies"
              version={version}
              onEdit={canWrite ? () => setDraft(version.text) : undefined}
            >
              <p>
                {version.description ?? 'This program cannot read its text.'}
                {version.effectiveFrom !== null && ` From ${version.effectiveFrom} on.`}
              </p>
              <DryRun name={`${version.code} version ${version.version}`} dryRun={version.dryRun} />
            </VersionCard>
          ))}
        </>
      )}
    </div>
  );
}
