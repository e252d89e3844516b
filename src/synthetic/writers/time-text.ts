/** Times as the agencies write them. */
import { dayMs, hourMs } from '../../domain/moment.ts';

/** Texts of days that were asked for, since a world asks for few at a time. */
const dayTexts = new Map<number, string>();
const rememberedDays = 1000;

/** `YYYY-MM-DD` in UTC. */
export function isoDay(epochMs: number): string {
  const day = Math.floor(epochMs / dayMs);
  let text = dayTexts.get(day);
  if (text === undefined) {
    text = new Date(epochMs).toISOString().slice(0, 10);
    if (dayTexts.size >= rememberedDays) dayTexts.clear();
    dayTexts.set(day, text);
  }
  return text;
}

/** `YYYY-MM-DDTHH:mmZ` in UTC. */
export function isoMinute(epochMs: number): string {
  return `${isoDay(epochMs)}T${timeOfDay(epochMs)}Z`;
}

/** `DD.MM.YYYY` in UTC. */
export function dottedDay(epochMs: number): string {
  const [year, month, day] = isoDay(epochMs).split('-');
  return `${day}.${month}.${year}`;
}

/** `DD.MM.YYYY HH:mm` in UTC. */
export function dottedMinute(epochMs: number): string {
  return `${dottedDay(epochMs)} ${timeOfDay(epochMs)}`;
}

/** `HH:mm` in UTC. */
function timeOfDay(epochMs: number): string {
  const ofDay = epochMs - Math.floor(epochMs / dayMs) * dayMs;
  const hours = Math.floor(ofDay / hourMs);
  const minutes = Math.floor((ofDay - hours * hourMs) / 60_000);
  return `${hours < 10 ? '0' : ''}${hours}:${minutes < 10 ? '0' : ''}${minutes}`;
}
