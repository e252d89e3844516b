/** A signed file of a list, for an audience. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Audience, audienceNames } from '../../../domain/audience.ts';
import type { ListVersion, OperationShown, ShownExport } from '../../api/contract.ts';
import { askExport, keepForExport, readExport } from '../../api/operations-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { wordsOf } from '../../format/code-words.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

const formats = ['xlsx', 'pdf', 'csv', 'json'] as const;
const everyMs = 1_500;

/** What became of an export. */
function Made({ asked }: { readonly asked: ShownExport }) {
  const { data = asked } = useQuery({
    queryKey: ['exports', asked.id],
    queryFn: () => readExport(asked.id),
    initialData: asked,
    refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? everyMs : false),
  });
  if (data.state === 'waiting') return <p role="status">The file is being made …</p>;
  if (data.link === null) return <p className="form-error">{data.failure ?? wordsOf(data.state)}</p>;
  return (
    <p role="status">
      <a className="button button-primary" href={data.link} download>
        Save the file
      </a>{' '}
      It can be fetched for a day.
    </p>
  );
}

/** Asks for whom and in which form; whoever is asked for nothing sees the least. */
export function ExportDialog({
  operation,
  list,
  onClose,
}: {
  readonly operation: OperationShown;
  readonly list: ListVersion;
  readonly onClose: () => void;
}) {
  const [format, setFormat] = useState<(typeof formats)[number]>('xlsx');
  const [audience, setAudience] = useState<Audience>('own-unit');
  const [rightHolder, setRightHolder] = useState('');
  const [gateway, setGateway] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<ShownExport>();
  const [refusal, setRefusal] = useState<string>();
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(undefined);
    try {
      const { listId } = await keepForExport(operation.id, list.version);
      setAsked(
        await askExport({
          listId,
          format,
          audience,
          purpose: operation.purpose,
          ...(audience === 'right-holder' ? { rightHolder: rightHolder.trim() } : {}),
          ...(gateway.trim() === '' ? {} : { gateway: gateway.trim() }),
        }),
      );
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Export version ${list.version}`} onClose={onClose}>
      <form className="form" onSubmit={(event) => void ask(event)}>
        <Field label="For whom">
          {(control) => (
            <select
              {...control}
              data-first-focus
              value={audience}
              onChange={(event) => setAudience(event.target.value as Audience)}
            >
              {Object.entries(audienceNames).map(([code, name]) => (
                <option key={code} value={code}>
                  {wordsOf(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Form">
          {(control) => (
            <select
              {...control}
              value={format}
              onChange={(event) => setFormat(event.target.value as (typeof formats)[number])}
            >
              {formats.map((each) => (
                <option key={each} value={each}>
                  {each.toUpperCase()}
                </option>
              ))}
            </select>
          )}
        </Field>
        {audience === 'right-holder' && (
          <Field label="Right holder">
            {(control) => (
              <input
                {...control}
                required
                maxLength={200}
                value={rightHolder}
                onChange={(event) => setRightHolder(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Gateway" hint="The law by which data go to another legal regime." isOptional>
          {(control) => (
            <input {...control} maxLength={200} value={gateway} onChange={(event) => setGateway(event.target.value)} />
          )}
        </Field>
        <div role="alert">{refusal !== undefined && <p className="form-error">{refusal}</p>}</div>
        {asked !== undefined && <Made key={asked.id} asked={asked} />}
        <div className="dialog-foot">
          <span className="toolbar-end">
            <button type="submit" className={asked === undefined ? 'button-primary' : ''} disabled={isBusy}>
              {isBusy ? 'Making the file …' : 'Make the file'}
            </button>
          </span>
        </div>
      </form>
    </Dialog>
  );
}
