/** The rest of a list. */

/** A button that reads the next page of a list, as long as there is one. */
export function LoadMore({
  hasMore,
  isLoading,
  onLoad,
}: {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onLoad: () => void;
}) {
  if (!hasMore) return null;
  return (
    <p className="load-more">
      <button type="button" disabled={isLoading} onClick={onLoad}>
        {isLoading ? 'Reading …' : 'Show more'}
      </button>
    </p>
  );
}
