import { allErrors } from '@huiting/contracts';
import type { ErrorCode } from '@huiting/contracts';

/** A refusal with a stable code. Anything else that is thrown is a fault: 500 and a trace id. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: unknown;
  constructor(code: ErrorCode, data?: unknown) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
  get status(): number {
    return allErrors[this.code].status;
  }
}

export function refuse(code: ErrorCode, data?: unknown): never {
  throw new AppError(code, data);
}
