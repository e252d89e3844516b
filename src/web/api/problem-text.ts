/** A failed request in words. */
import { ApiProblem } from './api-problem.ts';

const sentences: Readonly<Record<number, string>> = {
  0: 'The service cannot be reached. Nothing was changed as far as this page knows; try again.',
  401: 'You are signed out. Sign in again.',
  403: 'Your role does not permit this.',
  404: 'There is no such thing here, or you may not see it.',
  412: 'Somebody changed this in the meantime. It was read again: look at it and decide anew.',
  413: 'This is larger than the service takes.',
  429: 'Too many requests. Wait a moment and try again.',
  500: 'The service failed at this. It was recorded; try again.',
  503: 'The service is not available just now. Try again in a moment.',
};

function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** Returns what to tell a person about an error: the service's own words where it has some, with the request's name for whoever looks it up. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'Something went wrong in this page. Load it again.';
  const said = asSentence(error.detail ?? sentences[error.status] ?? error.message);
  const fields = error.fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const name = error.status >= 500 && error.requestId !== undefined ? ` (request ${error.requestId})` : '';
  return `${said}${fields === '' ? '' : ` ${fields}`}${name}`;
}
