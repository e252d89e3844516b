/** Who takes part: powers, jurisdiction, contacts and answers. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LegalPower } from '../../../domain/joint-operation.ts';
import { isOperationStep } from '../../../domain/operation-state.ts';
import type { OperationShown, Participant } from '../../api/contract.ts';
import { answerInvitation, inviteAgency } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { wordsOf } from '../../format/code-words.ts';
import { usePermission, useSession } from '../../shell/session-context.ts';
import { Field } from '../../ui/field.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { PowersField } from './powers-field.tsx';

function contactText({ contacts }: Participant): string {
  return contacts
    .map(({ name, phone, email }) => [name, phone, email].filter((part) => part !== undefined).join(', '))
    .join('; ');
}

function jurisdictionText({ offices, countries }: Participant): string {
  const parts = [...offices, ...countries.map((code) => `to ${code}`)];
  return parts.length === 0 ? 'all offices' : parts.join(', ');
}

function codesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((code) => code !== '');
}

/** Invites an agency. */
function InviteForm({ operation }: { readonly operation: OperationShown }) {
  const client = useQueryClient();
  const [agency, setAgency] = useState('');
  const [powers, setPowers] = useState<LegalPower[]>(['open', 'detain']);
  const [offices, setOffices] = useState('');
  const [countries, setCountries] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const invite = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setRefusal(undefined);
    try {
      const jurisdiction = { offices: codesIn(offices), countries: codesIn(countries.toUpperCase()) };
      await inviteAgency(operation.id, { agency: agency.trim(), powers, ...jurisdiction, contacts: [] });
      setAgency('');
      await client.invalidateQueries({ queryKey: ['operations', operation.id] });
    } catch (error) {
      setRefusal(problemText(error));
    }
  };
  return (
    <section className="card">
      <h2>Invite an agency</h2>
      <form className="form" onSubmit={(event) => void invite(event)}>
        <div className="form form-row fields-row">
          <Field label="Code of the agency">
            {(control) => (
              <input
                {...control}
                required
                maxLength={40}
                autoComplete="off"
                value={agency}
                onChange={(event) => setAgency(event.target.value)}
              />
            )}
          </Field>
          <Field label="Its offices" hint="It is given their targets, and leads them." isOptional>
            {(control) => <input {...control} value={offices} onChange={(event) => setOffices(event.target.value)} />}
          </Field>
          <Field label="Countries of destination" hint="Two letters, with spaces between." isOptional>
            {(control) => (
              <input {...control} value={countries} onChange={(event) => setCountries(event.target.value)} />
            )}
          </Field>
        </div>
        <PowersField powers={powers} onChange={setPowers} />
        <div>
          <button type="submit" className="button-primary">
            Invite
          </button>
        </div>
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
      </form>
    </section>
  );
}

/** Answers for the own agency. */
function AnswerForm({ operation, own }: { readonly operation: OperationShown; readonly own: Participant }) {
  const client = useQueryClient();
  const notify = useNotify();
  const [powers, setPowers] = useState<LegalPower[]>(own.powers);
  const [contact, setContact] = useState(own.contacts[0]?.name ?? '');
  const [phone, setPhone] = useState(own.contacts[0]?.phone ?? '');
  const answer = async (isAccepted: boolean): Promise<void> => {
    const desk = phone.trim() === '' ? { name: contact.trim() } : { name: contact.trim(), phone: phone.trim() };
    try {
      await answerInvitation(operation.id, { isAccepted, powers, contacts: contact.trim() === '' ? [] : [desk] });
      await client.invalidateQueries({ queryKey: ['operations'] });
      notify({ text: isAccepted ? 'Your agency takes part.' : 'Your agency has declined.', tone: 'good' });
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    }
  };
  return (
    <section className="card">
      <h2>Your agency is invited</h2>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void answer(true);
        }}
      >
        <PowersField powers={powers} onChange={setPowers} />
        <div className="form form-row fields-row">
          <Field label="Desk to call">
            {(control) => (
              <input
                {...control}
                required
                maxLength={200}
                value={contact}
                onChange={(event) => setContact(event.target.value)}
              />
            )}
          </Field>
          <Field label="Its telephone" isOptional>
            {(control) => (
              <input
                {...control}
                type="tel"
                maxLength={40}
                value={phone}
                onChange={(event) => setPhone(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="action-buttons">
          <button type="submit" className="button-primary">
            Take part
          </button>
          <button type="button" onClick={() => void answer(false)}>
            Decline
          </button>
        </div>
      </form>
    </section>
  );
}

/** Shows participants, and what the reader may do about them. */
export function ParticipantsSection({ operation }: { readonly operation: OperationShown }) {
  const { agency } = useSession().user;
  const canPlan = usePermission('plan-operations') && agency === operation.agency;
  const mayAnswer = usePermission('report-operations');
  const own = operation.participants.find((one) => one.agency === agency);
  return (
    <>
      <TableScroll label="Participants">
        <table>
          <thead>
            <tr>
              {['Agency', 'Answer', 'May', 'Jurisdiction', 'Contact'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {operation.participants.map((one) => (
              <tr key={one.agency}>
                <th scope="row">
                  {one.agency}
                  {one.agency === operation.agency && ' (leads)'}
                </th>
                <td>
                  <span className="tag">{wordsOf(one.state)}</span>
                </td>
                <td>{one.powers.map(wordsOf).join(', ')}</td>
                <td>{jurisdictionText(one)}</td>
                <td>{contactText(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {own?.state === 'invited' && mayAnswer && isOperationStep(operation.state, 'answer-invitation') && (
        <AnswerForm operation={operation} own={own} />
      )}
      {canPlan && isOperationStep(operation.state, 'invite') && <InviteForm operation={operation} />}
    </>
  );
}
