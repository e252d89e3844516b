/** A consignment that is looked up, in the queue or not. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { readConsignment } from '../../api/consignments-api.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ScoreMark } from '../../ui/score-mark.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { ItemTable, MovementFacts, PartyList } from './consignment-facts.tsx';
import { ContributionTable } from './contribution-table.tsx';

/** What may be seen of a consignment: score with reasons, goods, parties, movement. */
export function ConsignmentPage({ agency, reference }: { readonly agency: string; readonly reference: string }) {
  const [query] = useAddress();
  const purpose = query.get('purpose') ?? undefined;
  const { data, error, refetch } = useQuery({
    queryKey: ['consignment', agency, reference, purpose],
    queryFn: () => readConsignment(agency, reference, purpose),
  });
  if (data === undefined) {
    return <PageState title="Consignment" what="the consignment" error={error} onRetry={() => void refetch()} />;
  }
  const { score, withheld } = data;
  return (
    <div className="page">
      <PageTitle
        title={data.reference}
        beside={
          data.caseId !== null && (
            <Link to={`/cases/${data.caseId}`} className="button button-primary">
              Open its case
            </Link>
          )
        }
      />
      {withheld.length > 0 && <p className="banner">Not shown here: {withheld.join(', ')}.</p>}
      {score !== null && (
        <section className="card">
          <h2>Why it has its score</h2>
          <ScoreMark score={Math.round(score.probability * 100)} isLarge />
          {score.baseMargin !== null && <ContributionTable score={{ ...score, baseMargin: score.baseMargin }} />}
          <p className="muted small">
            Item {score.itemNumber}, scored by {score.model} <MomentText atMs={score.scoredAtMs} />. A score is a
            suspicion about goods, never a finding.
          </p>
        </section>
      )}
      {!withheld.includes('goods') && (
        <section className="card">
          <h2>Goods items</h2>
          <ItemTable items={data.items} scoredItem={score?.itemNumber} />
        </section>
      )}
      {!withheld.includes('parties') && (
        <section className="card">
          <h2>Parties</h2>
          <PartyList parties={data.parties} />
        </section>
      )}
      <section className="card">
        <h2>Movement</h2>
        <MovementFacts consignment={data} />
      </section>
    </div>
  );
}
