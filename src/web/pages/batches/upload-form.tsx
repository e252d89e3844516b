/** Handing a file in. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { listProfiles, submitBatch } from '../../api/batches-api.ts';
import { problemText } from '../../api/problem-text.ts';
import { readWork } from '../../api/service-api.ts';
import { formatBytes, formatCount } from '../../format/format-quantity.ts';
import { Field } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SelectField } from '../../ui/select-field.tsx';

const everyMs = 1_500;

/** Progress of the work that takes a file in. */
function WorkProgress({ workId, fileName }: { readonly workId: number; readonly fileName: string }) {
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['work', workId],
    queryFn: async () => {
      const work = await readWork(workId);
      if (work.state !== 'due') void client.invalidateQueries({ queryKey: ['batches'] });
      return work;
    },
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'due' ? everyMs : false),
  });
  if (error !== null) return <p className="form-error">{problemText(error)}</p>;
  const done = data?.rowsDone ?? 0;
  const total = data?.rowsTotal ?? 0;
  const words = {
    due: total > 0 ? `${formatCount(done)} of ${formatCount(total)} rows` : 'waiting for a worker',
    done: 'taken in',
    dead: `failed: ${data?.failure ?? 'for good'}`,
    cancelled: 'cancelled',
  };
  return (
    <div className="progress" role="status">
      <span>
        {fileName}: {words[data?.state ?? 'due']}
      </span>
      {data?.state === 'due' && (
        <progress aria-label={`Progress of ${fileName}`} {...(total > 0 ? { value: done, max: total } : {})} />
      )}
    </div>
  );
}

/** Asks for a file and the mapping profile that reads it, and shows what becomes of it. */
export function UploadForm() {
  const client = useQueryClient();
  const profiles = useQuery({ queryKey: ['profiles'], queryFn: listProfiles });
  const [file, setFile] = useState<File>();
  const [profile, setProfile] = useState('');
  const [sent, setSent] = useState<number>();
  const [refusal, setRefusal] = useState<string>();
  const [works, setWorks] = useState<readonly { readonly workId: number; readonly fileName: string }[]>([]);
  const known = profiles.data?.items ?? [];
  const chosen = known.find(({ name }) => name === profile);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return;
    const form = event.currentTarget;
    setRefusal(undefined);
    setSent(0);
    try {
      const { workId } = await submitBatch(file, profile, setSent);
      setWorks((all) => [{ workId, fileName: file.name }, ...all]);
      setFile(undefined);
      form.reset();
      await client.invalidateQueries({ queryKey: ['batches'] });
    } catch (error) {
      setRefusal(problemText(error));
    } finally {
      setSent(undefined);
    }
  };
  return (
    <section className="card">
      <h2>Hand a file in</h2>
      <form className="form form-row" onSubmit={(event) => void submit(event)}>
        <Field label="File" hint="CSV, NDJSON, XLSX or XML, also gzipped.">
          {(control) => (
            <input {...control} type="file" required onChange={(event) => setFile(event.target.files?.[0])} />
          )}
        </Field>
        <SelectField
          label="Mapping profile"
          hint={chosen?.description ?? 'What the columns of the file mean.'}
          options={[['', 'choose'], ...known.map(({ name }) => [name, name] as const)]}
          value={profile}
          onChange={setProfile}
        />
        <button type="submit" className="button-primary" disabled={sent !== undefined || profile === ''}>
          {sent === undefined ? 'Hand in' : `Sending, ${Math.round(sent * 100)}%`}
        </button>
      </form>
      {sent !== undefined && file !== undefined && (
        <div className="progress">
          <span>
            {file.name}, {formatBytes(file.size)}
          </span>
          <progress aria-label={`Sending ${file.name}`} value={sent} max={1} />
        </div>
      )}
      <Refusal text={refusal} />
      {profiles.error !== null && <Refusal text={problemText(profiles.error)} />}
      {profiles.data !== undefined && known.length === 0 && (
        <p className="muted">There is no mapping profile of your agency yet.</p>
      )}
      {works.map((work) => (
        <WorkProgress key={work.workId} {...work} />
      ))}
    </section>
  );
}
