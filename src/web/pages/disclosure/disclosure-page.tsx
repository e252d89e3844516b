/** What was known and shown when a case was decided. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { type PartyRole, partyRoles } from '../../../domain/party.ts';
import type { Disclosure } from '../../api/contract.ts';
import { discloseTarget } from '../../api/disclosure-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Checks } from '../../ui/checks.tsx';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { PurposeField } from '../../ui/purpose-field.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { ValueView } from '../../ui/value-view.tsx';
import { LegalHoldChange, LegalHoldText } from './legal-hold.tsx';

function Disclosed({ made, onChanged }: { readonly made: Disclosure; readonly onChanged: () => Promise<unknown> }) {
  const { target, schedule } = made;
  return (
    <>
      <section className="card">
        <h2>{target.reference}</h2>
        <p>{made.statement}</p>
        {!target.isUnaltered && (
          <p className="form-error" role="alert">
            The content does not have the hash under which it was frozen.
          </p>
        )}
        <dl className="facts">
          <div>
            <dt>Frozen</dt>
            <dd>
              <MomentText atMs={target.frozenAtMs} />
            </dd>
          </div>
          <div>
            <dt>Content</dt>
            <dd>{target.isUnaltered ? 'unaltered since' : 'altered'}</dd>
          </div>
          <div>
            <dt>Legal hold</dt>
            <dd>
              <LegalHoldText hold={target.hold} />
            </dd>
          </div>
          <div className="fact-wide">
            <dt>SHA-256</dt>
            <dd>
              <code className="raw">{target.contentHash}</code>
            </dd>
          </div>
        </dl>
        <div className="action-buttons">
          <SaveButton
            value={{ ...made, schedule: schedule.map(({ content: _, ...part }) => part) }}
            fileName={`disclosure-${target.id}.json`}
          />
        </div>
        <p className="small muted">What is saved leaves the contents of the schedule out.</p>
        <LegalHoldChange key={target.hold?.setAtMs} targetId={target.id} hold={target.hold} onChanged={onChanged} />
      </section>
      <section className="card">
        <h2>Main part</h2>
        <ValueView value={made.main} />
      </section>
      <section className="card">
        <h2>Schedule</h2>
        {schedule.length === 0 ? (
          <p className="muted">Nothing stands apart.</p>
        ) : (
          <>
            <p className="muted">Sensitive parts: each needs a decision of its own before it is laid open.</p>
            {schedule.map(({ id, ground, what, handling, content }) => (
              <details key={id}>
                <summary>
                  {id}: {what} <span className="tag">{wordsOf(ground).toLowerCase()}</span>
                </summary>
                {handling !== null && <ValueView value={handling} />}
                <ValueView value={content} />
              </details>
            ))}
          </>
        )}
      </section>
    </>
  );
}

/** Asks whom it concerns and what for, since laying open is logged, and shows it. */
export function DisclosurePage({ targetId }: { readonly targetId: number }) {
  const [concerned, setConcerned] = useState<readonly PartyRole[]>(['importer', 'consignee']);
  const [purpose, setPurpose] = useState('');
  const { data, error, isPending, mutateAsync } = useMutation({
    mutationFn: () => discloseTarget(targetId, concerned, purpose || undefined),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutateAsync().catch(() => {});
  };
  return (
    <div className="page">
      <PageTitle
        title={`Frozen target ${targetId}`}
        beside={
          <Link to="/disclosure" className="button">
            All frozen targets
          </Link>
        }
      />
      <form className="form card" onSubmit={submit}>
        <Checks
          legend="Whom it concerns"
          options={partyRoles.map((role) => [role, wordsOf(role)] as const)}
          chosen={concerned}
          onChange={setConcerned}
        />
        <div className="action-line">
          <PurposeField value={purpose} onChange={setPurpose} usual="disclosure" />
          <button type="submit" className="button-primary" disabled={isPending}>
            Lay open
          </button>
        </div>
        <p className="small muted">Other people in the records stand in the schedule. Laying open is logged.</p>
      </form>
      {isPending && <Loading what="what was frozen" />}
      {error !== null && <Failure error={error} />}
      {data !== undefined && <Disclosed made={data} onChanged={() => mutateAsync()} />}
    </div>
  );
}
