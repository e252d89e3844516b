/** Sharing agreements. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { approveAgreement, endAgreement, listAgreements, proposeAgreement } from '../../api/agreements-api.ts';
import type { Agreement } from '../../api/contract.ts';
import { sharedKindWords } from '../../format/code-words.ts';
import { usePermission } from '../../shell/session-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Read } from '../../ui/read.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Empty } from '../../ui/states.tsx';
import { AgreementCard } from './agreement-card.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { SharingMode } from './sharing-mode.tsx';

type OpenDialog = { readonly kind: 'propose' } | { readonly kind: 'approve' | 'end'; readonly agreement: Agreement };

const order: readonly Agreement['state'][] = ['draft', 'approved', 'in-force', 'ended'];

/** What each kind means, for whoever has to sign. */
function KindList() {
  return (
    <details className="card">
      <summary>What an agreement can give</summary>
      <dl className="facts">
        {Object.entries(sharedKindWords).map(([kind, [label, meaning]]) => (
          <div key={kind}>
            <dt>{label}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">
        Never given, whatever is agreed: scores and their reasons, cases, decisions, notes, holds. It goes one way; the
        other way is another agreement.
      </p>
    </details>
  );
}

/** Lists agreements; proposes, signs and ends them. */
export function AgreementsPage() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-agreements');
  const query = useQuery({ queryKey: ['agreements'], queryFn: listAgreements });
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = (): void => setDialog(undefined);
  const done = async (text: string): Promise<void> => {
    notify({ text, tone: 'good' });
    await client.invalidateQueries({ queryKey: ['agreements'] });
  };
  return (
    <div className="page">
      <PageTitle
        title="Agreements"
        beside={
          canChange && (
            <button type="button" className="button-primary" onClick={() => setDialog({ kind: 'propose' })}>
              Propose …
            </button>
          )
        }
      />
      <SharingMode />
      <KindList />
      <Read query={query} what="the agreements">
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="Your agency has no agreement. Without one nothing is shared." />
          ) : (
            <div className="cards">
              {[...items]
                .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.id - a.id)
                .map((agreement) => (
                  <AgreementCard
                    key={agreement.id}
                    agreement={agreement}
                    canChange={canChange}
                    onApprove={() => setDialog({ kind: 'approve', agreement })}
                    onEnd={() => setDialog({ kind: 'end', agreement })}
                  />
                ))}
            </div>
          )
        }
      </Read>
      {dialog?.kind === 'propose' && (
        <ProposeDialog
          onPropose={async (body) => {
            await proposeAgreement(body);
            await done('It is proposed. Both sides have to sign it, yours too.');
          }}
          onClose={close}
        />
      )}
      {dialog?.kind === 'approve' && (
        <ConfirmDialog
          title={`Sign agreement ${dialog.agreement.id}`}
          consequence={`${dialog.agreement.giver} gives, ${dialog.agreement.taker} takes. Once both have signed it is in force from its first moment.`}
          confirm="Sign for my agency"
          onConfirm={async () => {
            await approveAgreement(dialog.agreement.id);
            await done('It is signed for your agency.');
          }}
          onClose={close}
        />
      )}
      {dialog?.kind === 'end' && (
        <ReasonDialog
          title={`${dialog.agreement.state === 'draft' ? 'Withdraw' : 'End'} agreement ${dialog.agreement.id}`}
          consequence="From now on nothing is given by it. What was derived is erased once its days are over."
          confirm={dialog.agreement.state === 'draft' ? 'Withdraw' : 'End'}
          onConfirm={async (reason) => {
            await endAgreement(dialog.agreement.id, reason);
            await done('It has ended.');
          }}
          onClose={close}
        />
      )}
    </div>
  );
}
