/** How long there is until a moment. */

/** Time left in words, and how near it is: `urgent` within an hour, `soon` within six. */
export interface TimeLeft {
  readonly text: string;
  readonly nearness: 'past' | 'urgent' | 'soon' | 'ample';
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Returns the time from now until a moment, as `2 h 05 min`; one that has passed says how long ago. */
export function timeLeft(untilMs: number, nowMs: number): TimeLeft {
  const leftMs = untilMs - nowMs;
  if (leftMs <= 0)
    return { text: leftMs > -minuteMs ? 'just passed' : `passed ${span(-leftMs)} ago`, nearness: 'past' };
  return {
    text: leftMs < minuteMs ? 'under 1 min' : span(leftMs),
    nearness: leftMs < hourMs ? 'urgent' : leftMs < 6 * hourMs ? 'soon' : 'ample',
  };
}

function span(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.floor(ms / dayMs)} d`;
  if (ms >= dayMs) return `1 d ${Math.floor((ms - dayMs) / hourMs)} h`;
  const hours = Math.floor(ms / hourMs);
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes).padStart(2, '0')} min`;
}

/** Returns minutes and seconds until a moment, as `9:05`, never less than `0:00`. */
export function countdown(untilMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((untilMs - nowMs) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
