/** Files that belong to a case. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseDetail } from '../../api/contract.ts';
import { problemText } from '../../api/problem-text.ts';
import { attachFile } from '../../api/queue-api.ts';
import { formatBytes } from '../../format/format-quantity.ts';
import { usePermission } from '../../shell/session-context.ts';
import { useNotify } from '../../ui/notices.tsx';
import { Records } from './case-records.tsx';

function AttachButton({ caseId }: { readonly caseId: number }) {
  const client = useQueryClient();
  const notify = useNotify();
  const [isBusy, setBusy] = useState(false);
  const attach = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setBusy(true);
    try {
      await attachFile(caseId, file);
      notify({ text: `${file.name} is attached.`, tone: 'good' });
      await client.invalidateQueries({ queryKey: ['case', caseId] });
    } catch (error) {
      notify({ text: problemText(error), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <label className="button attach">
      {isBusy ? 'Sending …' : 'Attach a file'}
      <input
        type="file"
        className="visually-hidden"
        disabled={isBusy}
        onChange={(event) => {
          void attach(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

/** Files that belong to the case. */
export function Attachments({ attachments, caseId }: Pick<CaseDetail, 'attachments'> & { readonly caseId: number }) {
  const canAttach = usePermission('write-notes');
  return (
    <Records title="Attachments" none="There are no files." action={canAttach && <AttachButton caseId={caseId} />}>
      {attachments.map(({ id, fileName, byteCount, sha256, tlp }) => (
        <li key={id}>
          <a href={`/api/cases/${caseId}/attachments/${id}`} download={fileName}>
            {fileName}
          </a>{' '}
          <span className="tag">{tlp}</span>
          <span className="block small muted">
            {formatBytes(byteCount)}, SHA-256 {sha256.slice(0, 12)}…
          </span>
        </li>
      ))}
    </Records>
  );
}
