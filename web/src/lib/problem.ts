import type { Problem } from '@huiting/contracts/core/errors';

/** A refusal of the server. Screens switch on `code`; `title` is already in the person's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly traceId: string;
  readonly detail: unknown;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.traceId = problem.traceId;
    this.detail = problem.detail;
  }
}

/** The request did not reach the server or its answer did not come back. */
export class NetworkProblem extends Error {
  override readonly name = 'NetworkProblem';
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof ApiProblem && codes.includes(error.code);
}
