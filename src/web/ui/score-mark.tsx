/** A risk score. */

/** Shows a score in percent with a bar, or that no model has scored it. */
export function ScoreMark({ score, isLarge = false }: { readonly score: number | null; readonly isLarge?: boolean }) {
  if (score === null) return <span className="score score-none">no score</span>;
  return (
    <span className={isLarge ? 'score score-large' : 'score'}>
      <span className="score-number">{score}%</span>
      <span className="meter" aria-hidden="true">
        <span className="meter-fill" style={{ inlineSize: `${Math.max(2, Math.min(100, score))}%` }} />
      </span>
    </span>
  );
}
