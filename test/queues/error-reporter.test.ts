import { expect, it } from 'vitest';
import { createErrorReporter } from '../../src/queues/error-reporter.ts';

it('passes on what is new, and not the same again and again', () => {
  const heard: string[] = [];
  const report = createErrorReporter((error) => heard.push(error.message));
  for (let i = 0; i < 3; i++) {
    report(new Error('away'));
    report(Object.assign(new Error(''), { code: 'ECONNREFUSED' }));
    report('a text');
  }
  expect(heard).toEqual(['away', '', 'a text']);
});

it('forgets in time, so that it stays small', () => {
  const heard: string[] = [];
  const report = createErrorReporter((error) => heard.push(error.message));
  for (let i = 0; i < 250; i++) report(new Error(`error ${i}`));
  report(new Error('error 0'));
  expect(heard.length).toBe(251);
});
