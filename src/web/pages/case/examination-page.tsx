/** Recording a result, in a shed and with gloves on. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { problemText } from '../../api/problem-text.ts';
import { readCase, recordExamination } from '../../api/queue-api.ts';
import { useNotify } from '../../ui/notices.tsx';
import { PageState } from '../../ui/page-state.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { useNow } from '../../ui/use-now.ts';
import { refreshQueue } from '../queue/queue-cache.ts';
import { CaseHead } from './case-head.tsx';
import { canBeExamined } from './case-steps.ts';
import { type ExaminationAnswers, examinationBody, noAnswers } from './examination-answers.ts';
import { ExaminationFields } from './examination-fields.tsx';

const everyMs = 20_000;

/** Asks one thing after the other and keeps the answers until the service has them. */
export function ExaminationPage({ caseId }: { readonly caseId: number }) {
  const { data, error, refetch } = useQuery({ queryKey: ['case', caseId], queryFn: () => readCase(caseId) });
  const client = useQueryClient();
  const notify = useNotify();
  const [, navigate] = useLocation();
  const nowMs = useNow(everyMs);
  const [answers, setAnswers] = useState<ExaminationAnswers>(noAnswers);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  // One form is one result, however often a bad line has it sent.
  const key = useRef(crypto.randomUUID());

  if (data === undefined) {
    return <PageState title="Result" what="the consignment" error={error} onRetry={() => void refetch()} />;
  }
  const change = (changes: Partial<ExaminationAnswers>): void => {
    key.current = crypto.randomUUID();
    setAnswers((held) => ({ ...held, ...changes }));
  };
  const body = examinationBody(answers);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (body === undefined) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      await recordExamination(caseId, body, key.current);
      refreshQueue(client);
      notify({ text: `The result of ${data.case.reference} is recorded.`, tone: 'good' });
      navigate(`/cases/${caseId}`);
    } catch (failure) {
      setRefusal(problemText(failure));
      setBusy(false);
    }
  };
  return (
    <div className="page page-narrow examination">
      <PageTitle
        title={`Result of ${data.case.reference}`}
        beside={
          <Link to={`/cases/${caseId}`} className="button">
            Back
          </Link>
        }
      />
      <CaseHead item={data.case} nowMs={nowMs} isBrief />
      {!canBeExamined(data.case) && (
        <p className="form-error">No control was decided on for this consignment, so there is no result to record.</p>
      )}
      <form className="form form-large" onSubmit={(event) => void submit(event)}>
        <ExaminationFields answers={answers} items={data.consignment.items} onChange={change} />
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
        <div className="sticky-foot">
          <button
            type="submit"
            className="button-primary button-wide"
            disabled={isBusy || body === undefined || !canBeExamined(data.case)}
          >
            {isBusy ? 'Recording …' : 'Record the result'}
          </button>
        </div>
      </form>
    </div>
  );
}
