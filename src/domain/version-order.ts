/** Which of several versions of a record is current. */

/** What orders versions. */
export interface VersionPlace {
  readonly amendment: number | undefined;
  readonly knownAtMs: number;
  /** Hash of the content as hexadecimal text; breaks ties, so that the order of arrival never matters. */
  readonly contentHash: string;
}

/** Orders versions, the current one last: by amendment number, none being the lowest, then by when it became known. */
export function compareVersions(a: VersionPlace, b: VersionPlace): number {
  const byAmendment = (a.amendment ?? -1) - (b.amendment ?? -1);
  if (byAmendment !== 0) return byAmendment;
  if (a.knownAtMs !== b.knownAtMs) return a.knownAtMs - b.knownAtMs;
  return a.contentHash < b.contentHash ? -1 : a.contentHash > b.contentHash ? 1 : 0;
}
