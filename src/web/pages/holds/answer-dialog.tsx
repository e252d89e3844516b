/** Recording what an operator says of a hold. */
import { useState } from 'react';
import { type HoldAnswer, holdAnswers } from '../../../domain/hold.ts';
import type { Hold } from '../../api/contract.ts';
import { holdStateWords } from '../../format/code-words.ts';
import { Choices } from '../../ui/choices.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { goodsNames } from './hold-views.ts';

/** Asks what the operator said; goods that are gone end their case as not examined. */
export function AnswerDialog({
  hold,
  onAnswer,
  onClose,
}: {
  readonly hold: Hold;
  readonly onAnswer: (answer: HoldAnswer) => Promise<unknown>;
  readonly onClose: () => void;
}) {
  const [answer, setAnswer] = useState<HoldAnswer>();
  const isGone = answer === 'released-before-hold' || answer === 'not-located';
  return (
    <FormDialog
      title={`Answer of ${hold.operator}`}
      confirm="Record the answer"
      onSubmit={async () => (answer === undefined ? false : onAnswer(answer))}
      onClose={onClose}
    >
      <p className="subject">
        <strong>{hold.reference}</strong>
        {goodsNames(hold.goods)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}
      </p>
      <Choices
        legend="What they say"
        options={holdAnswers
          .filter((each) => hold.state === 'requested' || each !== 'acknowledged')
          .map((each) => [each, holdStateWords[each]] as const)}
        value={answer}
        onChange={setAnswer}
        isFirstFocused
      />
      {isGone && <p className="form-error">The case closes as not examined. This cannot be taken back.</p>}
    </FormDialog>
  );
}
