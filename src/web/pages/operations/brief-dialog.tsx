/** The brief of an operation, to be read and copied. */
import { useQuery } from '@tanstack/react-query';
import type { OperationShown } from '../../api/contract.ts';
import { readBrief } from '../../api/operations-api.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure, Loading } from '../../ui/states.tsx';

/** Shows the brief. */
export function BriefDialog({
  operation,
  onClose,
}: {
  readonly operation: OperationShown;
  readonly onClose: () => void;
}) {
  const { data, error } = useQuery({
    queryKey: ['operations', operation.id, 'brief'],
    queryFn: () => readBrief(operation.id),
    staleTime: 0,
  });
  return (
    <Dialog title={`Brief of ${operation.name}`} onClose={onClose} isWide>
      {data === undefined ? (
        error === null ? (
          <Loading what="the brief" />
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
            <CopyButton text={data.text} label="the brief" />
          </div>
        </>
      )}
    </Dialog>
  );
}
