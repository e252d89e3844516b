/** What is held on persons. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonExtract } from '../../api/contract.ts';
import { extractPerson } from '../../api/persons-api.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { noParty, PartyField, partyText } from '../../ui/party-field.tsx';
import { SaveButton } from '../../ui/save-button.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { ValueView } from '../../ui/value-view.tsx';
import { RecordList } from './record-list.tsx';

const factTitles = { rights: 'Rights records', rejectedRows: 'Rows that could not be read' } as const;
const assessmentTitles = {
  scores: 'Scores',
  lookOuts: 'Look-outs',
  cases: 'Cases',
  frozenTargets: 'Frozen targets',
} as const;

/** A part of an extract under its title and number, closed while nobody opens it. */
function Part({ title, items }: { readonly title: string; readonly items: readonly unknown[] }) {
  if (items.length === 0) return <p className="muted">{title}: none</p>;
  return (
    <details>
      <summary>
        {title}: {formatCount(items.length)}
      </summary>
      <ValueView value={items} />
    </details>
  );
}

function Extract({ extract, onRectified }: { readonly extract: PersonExtract; readonly onRectified: () => void }) {
  const { facts, assessments, rectifications, reads } = extract;
  return (
    <>
      <section className="card">
        <div className="action-line">
          <h2>Extract of {extract.agency}</h2>
          <SaveButton value={extract} fileName="extract.json" />
        </div>
        <p className="muted">
          {extract.party}, made <MomentText atMs={extract.madeAtMs} />. Other people in the same records are left out.
        </p>
      </section>
      <section className="card">
        <h2>Facts: what was reported</h2>
        <RecordList extract={extract} onRectified={onRectified} />
        {(['rights', 'rejectedRows'] as const).map((name) => (
          <Part key={name} title={factTitles[name]} items={facts[name]} />
        ))}
      </section>
      <section className="card">
        <h2>Assessments: what models and officers made of it</h2>
        {(['scores', 'lookOuts', 'cases', 'frozenTargets'] as const).map((name) => (
          <Part key={name} title={assessmentTitles[name]} items={assessments[name]} />
        ))}
      </section>
      <section className="card">
        <h2>What became of it</h2>
        <Part title="Rectifications" items={rectifications} />
        <Part title="Who read it" items={reads} />
      </section>
    </>
  );
}

/** Extracts what is held on a party, and rectifies it. */
export function PersonsPage() {
  const [party, setParty] = useState(noParty);
  const { data, error, isPending, mutate } = useMutation({ mutationFn: extractPerson });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate(partyText(party));
  };
  return (
    <div className="page">
      <PageTitle title="Persons" />
      <form className="form card" onSubmit={submit}>
        <PartyField party={party} onChange={setParty} />
        <div className="action-line">
          <p className="small muted">
            For answering a person about the data that are held on it. Every extract is logged; 20 an hour are allowed.
          </p>
          <button type="submit" className="button-primary" disabled={isPending}>
            Make the extract
          </button>
        </div>
      </form>
      {isPending && <Loading what="everything that is held" />}
      {error !== null && <Failure error={error} />}
      {data !== undefined && !isPending && (
        <Extract key={data.madeAtMs} extract={data} onRectified={() => mutate(data.party)} />
      )}
    </div>
  );
}
