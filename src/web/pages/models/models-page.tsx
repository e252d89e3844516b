/** Models and their roles. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Model, Promotion } from '../../api/contract.ts';
import { listModels, promoteModel, rollBackModel } from '../../api/models-api.ts';
import { wordsOf } from '../../format/code-words.ts';
import { formatCount } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { MomentText } from '../../ui/moment-text.tsx';
import { useNotify } from '../../ui/notices.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Read } from '../../ui/read.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Empty } from '../../ui/states.tsx';

const shownFigures = 6;

function figureText({ value, low, high }: Model['figures'][number]): string {
  const interval = low === null || high === null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`;
  return `${value.toFixed(3)}${interval}`;
}

function ModelCardView({
  model,
  onPromote,
  onRollBack,
}: {
  readonly model: Model;
  readonly onPromote: (() => void) | undefined;
  readonly onRollBack: (() => void) | undefined;
}) {
  return (
    <article className="card model">
      <header className="model-head">
        <h2>
          <Link to={`/models/${encodeURIComponent(model.name)}/${encodeURIComponent(model.version)}`}>
            {model.name}@{model.version}
          </Link>
        </h2>
        <span className={`tag role-${model.role}`}>{model.role}</span>
        {model.needsRetraining && <span className="tag tag-alert">needs retraining</span>}
      </header>
      <p className="muted">
        Stage {model.stage}
        {model.trainedOn !== null &&
          `, trained on ${formatCount(model.trainedOn.rows)} rows from ${model.trainedOn.from} to ${model.trainedOn.to}`}
        {model.promotedAtMs !== null && (
          <>
            , promoted <MomentText atMs={model.promotedAtMs} />
          </>
        )}
      </p>
      {model.reason !== null && <p>{model.reason}</p>}
      {model.figures.length > 0 && (
        <dl className="figures">
          {model.figures.slice(0, shownFigures).map((figure) => (
            <div key={figure.name}>
              <dt>{figure.name}</dt>
              <dd>{figureText(figure)}</dd>
            </div>
          ))}
        </dl>
      )}
      {model.protocol !== null && <p className="small muted">Judged by: {model.protocol}</p>}
      <div className="action-buttons">
        <Link
          to={`/models/${encodeURIComponent(model.name)}/${encodeURIComponent(model.version)}`}
          className="button"
          aria-label={`Card of ${model.name}@${model.version}`}
        >
          Card
        </Link>
        {onPromote !== undefined && (
          <button type="button" aria-label={`Promote ${model.name}@${model.version}`} onClick={onPromote}>
            Promote …
          </button>
        )}
        {onRollBack !== undefined && (
          <button type="button" aria-label={`Roll back stage ${model.stage}`} onClick={onRollBack}>
            Roll back …
          </button>
        )}
      </div>
    </article>
  );
}

const order = ['champion', 'candidate', 'former'] as const;

/** Lists models; promotes one, or gives a stage its former champion back. */
export function ModelsPage() {
  const client = useQueryClient();
  const notify = useNotify();
  const canChange = usePermission('change-models');
  const query = useQuery({ queryKey: ['models'], queryFn: listModels });
  const [change, setChange] = useState<{ readonly kind: 'promote' | 'roll-back'; readonly model: Model }>();
  const done = async ({ champion, dueConsignments }: Promotion): Promise<void> => {
    notify({
      text: `${champion} is champion. ${formatCount(dueConsignments)} consignments are scored again.`,
      tone: 'good',
    });
    await client.invalidateQueries({ queryKey: ['models'] });
  };
  const models = [...(query.data?.items ?? [])].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const hasFormer = (stage: string): boolean =>
    models.some((model) => model.stage === stage && model.role === 'former');
  return (
    <div className="page">
      <PageTitle title="Models" />
      <Read query={query} what="the models">
        {() =>
          models.length === 0 ? (
            <Empty title="There is no model yet." />
          ) : (
            <div className="cards">
              {models.map((model) => (
                <ModelCardView
                  key={`${model.name}@${model.version} ${model.stage}`}
                  model={model}
                  onPromote={
                    canChange && model.role !== 'champion' ? () => setChange({ kind: 'promote', model }) : undefined
                  }
                  onRollBack={
                    canChange && model.role === 'champion' && hasFormer(model.stage)
                      ? () => setChange({ kind: 'roll-back', model })
                      : undefined
                  }
                />
              ))}
            </div>
          )
        }
      </Read>
      {change?.kind === 'promote' && (
        <ReasonDialog
          title={`Promote ${change.model.name}@${change.model.version}`}
          consequence={`It becomes the champion of the stage ${wordsOf(change.model.stage).toLowerCase()}, and what is open is scored again.`}
          confirm="Promote"
          onConfirm={async (reason) => done(await promoteModel(change.model.name, change.model.version, reason))}
          onClose={() => setChange(undefined)}
        />
      )}
      {change?.kind === 'roll-back' && (
        <ReasonDialog
          title={`Roll back ${change.model.name}@${change.model.version}`}
          consequence="The former champion of its stage scores again, and what is open is scored again."
          confirm="Roll back"
          onConfirm={async (reason) => done(await rollBackModel(change.model.stage, reason))}
          onClose={() => setChange(undefined)}
        />
      )}
    </div>
  );
}
