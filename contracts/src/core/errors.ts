/** One refusal a caller can meet: a stable code, the HTTP status, and a sentence in each language. */
export interface ErrorDefinition {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

/** Keeps the codes as literal types, so that a wrong code does not compile. */
export function errors<const T extends Record<string, ErrorDefinition>>(definitions: T): T {
  return definitions;
}

/** RFC 9457 body of every refusal. `code` is what programs switch on; `title` is for people. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly traceId: string;
  /** Field problems of a bad input, or facts of the refusal (for example the state found). */
  readonly detail?: unknown;
}

/** Refusals any endpoint can give. Rooms add their own in their contract file. */
export const platformErrors = errors({
  'platform.bad_request': { status: 400, zh: '请求格式不正确', en: 'The request is not well formed' },
  'platform.headers_too_large': { status: 431, zh: '请求头过大', en: 'The request headers are too large' },
  'platform.bad_input': { status: 400, zh: '提交的内容有误，请检查后重试', en: 'The input is not valid' },
  'platform.bad_json': { status: 400, zh: '请求内容无法解析', en: 'The request body cannot be parsed' },
  'platform.bad_text': {
    status: 400,
    zh: '文字中含有不能保存的字符',
    en: 'The text has characters that cannot be stored',
  },
  'platform.too_large': { status: 413, zh: '提交的内容过大', en: 'The request is too large' },
  'platform.unsupported_media': { status: 415, zh: '不支持的内容类型', en: 'Unsupported content type' },
  'platform.not_found': { status: 404, zh: '没有找到', en: 'Not found' },
  'platform.not_signed_in': { status: 401, zh: '请先登录', en: 'Sign in first' },
  'platform.forbidden': { status: 403, zh: '没有权限', en: 'You have no right to do this' },
  'platform.cross_site': { status: 403, zh: '请求来源不受信任', en: 'Cross-site request refused' },
  'platform.too_many_requests': {
    status: 429,
    zh: '操作太频繁，请稍后再试',
    en: 'Too many requests, try again later',
  },
  'platform.key_missing': {
    status: 400,
    zh: '缺少 Idempotency-Key',
    en: 'The Idempotency-Key header is missing',
  },
  'platform.key_reused': {
    status: 409,
    zh: '同一个 Idempotency-Key 用于了不同的内容',
    en: 'The Idempotency-Key was used with another body',
  },
  'platform.conflict': {
    status: 409,
    zh: '内容已被他人修改，请刷新后重试',
    en: 'Somebody else changed this; reload and try again',
  },
  'platform.bad_business_time': {
    status: 400,
    zh: '业务时间不正确',
    en: 'The business instant is missing or goes backwards',
  },
  'platform.unavailable': {
    status: 503,
    zh: '服务暂时不可用，正在恢复',
    en: 'The service is not available at the moment',
  },
  'platform.timed_out': {
    status: 503,
    zh: '处理超时，请用同一个请求重试',
    en: 'Timed out; retry with the same key',
  },
  'platform.internal': {
    status: 500,
    zh: '系统出现问题，请把跟踪号告诉管理员',
    en: 'Something went wrong; give the trace id to an administrator',
  },
});
export type PlatformErrorCode = keyof typeof platformErrors;
