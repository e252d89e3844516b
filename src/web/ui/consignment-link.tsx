/** A link to a consignment. */
import { Link } from 'wouter';

/** Address of a consignment's page: that of its case where it has one, else what is known of it, read for the purpose. */
function consignmentAddress(reference: string, caseId: number | null, purpose = ''): string {
  if (caseId !== null) return `/cases/${caseId}`;
  const path = [reference.slice(0, reference.indexOf('/')), reference.slice(reference.indexOf('/') + 1)]
    .map(encodeURIComponent)
    .join('/');
  return `/consignments/${path}${purpose === '' ? '' : `?purpose=${encodeURIComponent(purpose)}`}`;
}

/** A consignment's reference, which leads to its page. */
export function ConsignmentLink({
  reference,
  caseId,
  purpose,
}: {
  readonly reference: string;
  readonly caseId: number | null;
  readonly purpose?: string;
}) {
  return <Link to={consignmentAddress(reference, caseId, purpose)}>{reference}</Link>;
}
