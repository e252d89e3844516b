/** The referral bundle of a case, to be read, copied and kept. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { referCase } from '../../api/queue-api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

/** Gathers the bundle once it is opened; each time is logged. */
export function ReferralDialog({ caseId, onClose }: { readonly caseId: number; readonly onClose: () => void }) {
  const { data, error } = useQuery({
    queryKey: ['referral', caseId],
    queryFn: () => referCase(caseId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const file = useMemo(
    () =>
      data === undefined
        ? undefined
        : URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' })),
    [data],
  );
  useEffect(() => () => (file === undefined ? undefined : URL.revokeObjectURL(file)), [file]);
  return (
    <Dialog title="Referral bundle" onClose={onClose} isWide>
      {data === undefined ? (
        error === null ? (
          <Loading what="everything that shares something with it" />
        ) : (
          <Failure error={error} />
        )
      ) : (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className="raw brief" tabIndex={0}>
            {data.text}
          </pre>
          <div className="dialog-foot">
            <CopyButton text={data.text} label="the bundle" />
            <a className="button" href={file} download={`referral-${caseId}.json`}>
              Save as JSON
            </a>
          </div>
        </>
      )}
    </Dialog>
  );
}
