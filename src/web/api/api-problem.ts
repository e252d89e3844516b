/** A request that failed. */
import type { Problem } from './contract.ts';

/** What the service said when it refused a request, or that it could not be reached (`status` 0, code `unreachable`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  /** What is wrong with which field. */
  readonly fields: readonly { readonly field: string; readonly message: string }[];

  constructor(problem: Partial<Problem> & Pick<Problem, 'status' | 'code' | 'title'>) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.fields = problem.errors ?? [];
  }
}
