/** Questions about an examination. */
import { controlKinds, examinationDepths, iprTypes, outcomes } from '../../../domain/examination.ts';
import type { CaseDetail } from '../../api/contract.ts';
import { executionWords, outcomeWords, wordsOf } from '../../format/code-words.ts';
import { Choices } from '../../ui/choices.tsx';
import { Field } from '../../ui/field.tsx';
import { asksForRight, type ExaminationAnswers } from './examination-answers.ts';

const controlWords = { documentary: 'Documentary check', scan: 'Scan', physical: 'Physical examination' } as const;
const depthWords = { tailgate: 'Tailgate', partial: 'Partial', full: 'Full' } as const;

function entries<K extends string>(words: Readonly<Record<K, string>>): readonly (readonly [K, string])[] {
  return Object.entries(words) as [K, string][];
}

/** Asks what became of the selection and, where it was examined, for the result. */
export function ExaminationFields({
  answers,
  items,
  onChange,
}: {
  readonly answers: ExaminationAnswers;
  readonly items: CaseDetail['consignment']['items'];
  readonly onChange: (changes: Partial<ExaminationAnswers>) => void;
}) {
  const isExamined = answers.execution === 'examined';
  return (
    <>
      <Choices
        legend="What became of it?"
        options={entries(executionWords)}
        value={answers.execution}
        onChange={(execution) => onChange({ execution })}
      />
      {answers.execution !== undefined && !isExamined && (
        <Field label="Reason" isOptional={answers.execution !== 'overridden'}>
          {(control) => (
            <input
              {...control}
              maxLength={200}
              required={answers.execution === 'overridden'}
              value={answers.executionReason}
              onChange={(event) => onChange({ executionReason: event.target.value })}
            />
          )}
        </Field>
      )}
      {isExamined && <ResultFields answers={answers} items={items} onChange={onChange} />}
      {answers.execution !== undefined && (
        <Field label="Note" isOptional>
          {(control) => (
            <textarea
              {...control}
              rows={3}
              maxLength={4000}
              value={answers.note}
              onChange={(event) => onChange({ note: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function ResultFields({
  answers,
  items,
  onChange,
}: {
  readonly answers: ExaminationAnswers;
  readonly items: CaseDetail['consignment']['items'];
  readonly onChange: (changes: Partial<ExaminationAnswers>) => void;
}) {
  return (
    <>
      <Choices
        legend="Kind of control"
        options={controlKinds.map((kind) => [kind, controlWords[kind]] as const)}
        value={answers.control}
        onChange={(control) => onChange({ control })}
      />
      {answers.control === 'physical' && (
        <Choices
          isShort
          legend="How far?"
          options={examinationDepths.map((depth) => [depth, depthWords[depth]] as const)}
          value={answers.depth}
          onChange={(depth) => onChange({ depth })}
        />
      )}
      <Choices
        isShort
        legend="Were rights checked?"
        options={[
          ['yes', 'Yes'],
          ['no', 'No'],
          ['unknown', 'Not known'],
        ]}
        value={answers.iprChecked}
        onChange={(iprChecked) => onChange({ iprChecked })}
      />
      <Choices
        legend="Outcome"
        options={outcomes.map((outcome) => [outcome, outcomeWords[outcome]] as const)}
        value={answers.outcome}
        onChange={(outcome) => onChange({ outcome })}
      />
      {asksForRight(answers) && (
        <>
          <Field label="Right" isOptional>
            {(control) => (
              <select
                {...control}
                value={answers.iprType ?? ''}
                onChange={({ target }) => onChange({ iprType: iprTypes.find((type) => type === target.value) })}
              >
                <option value="">not known</option>
                {iprTypes.map((type) => (
                  <option key={type} value={type}>
                    {wordsOf(type)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Brand" isOptional>
            {(control) => (
              <input
                {...control}
                maxLength={200}
                value={answers.brand}
                onChange={(event) => onChange({ brand: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      <Field label="Item" isOptional hint="Leave it open when the result is about the whole consignment.">
        {(control) => (
          <select
            {...control}
            value={answers.itemNumber}
            onChange={(event) => onChange({ itemNumber: event.target.value })}
          >
            <option value="">whole consignment</option>
            {items.map((item) => (
              <option key={item.itemNumber} value={item.itemNumber}>
                {item.itemNumber}: {item.description ?? item.hsCode ?? 'not described'}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Articles" isOptional>
        {(control) => (
          <input
            {...control}
            type="number"
            inputMode="numeric"
            min={0}
            max={1_000_000_000}
            step={1}
            value={answers.articlesCount}
            onChange={(event) => onChange({ articlesCount: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
