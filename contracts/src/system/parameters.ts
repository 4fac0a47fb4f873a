import { z } from 'zod';
import { appointmentDefaults } from '../appointment.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named, Reason } from '../core/fields.ts';
import { caseLimits } from '../feedback/cases.ts';
import { assistDefaults } from '../hall/assist.ts';
import { positionDefaults } from '../hall/positions.ts';

/** One figure of the house that a bank may set: a whole number within a range, for the bank or for a unit and all below it. */
interface Definition {
  readonly room: 'access' | 'appointment' | 'feedback' | 'hall';
  readonly name: { readonly zh: string; readonly en: string };
  readonly note: { readonly zh: string; readonly en: string };
  readonly unit: 'times' | 'minutes' | 'seconds' | 'days' | 'people';
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  /** `bank`: one value for all, of the security administrators. `unit`: any unit may have its own. */
  readonly scope: 'bank' | 'unit';
}

export const parameterDefinitions = {
  'access.failuresUntilLock': {
    room: 'access',
    name: { zh: '口令错误几次后锁定', en: 'Wrong passwords until a login is locked' },
    note: { zh: '对之后的登录生效', en: 'Counts from the next sign-in on' },
    unit: 'times',
    min: 3,
    max: 10,
    usual: 5,
    scope: 'bank',
  },
  'access.lockMinutes': {
    room: 'access',
    name: { zh: '账号锁定时长', en: 'How long a login stays locked' },
    note: { zh: '对之后的锁定生效', en: 'Counts from the next lock on' },
    unit: 'minutes',
    min: 5,
    max: 1_440,
    usual: 30,
    scope: 'bank',
  },
  'access.idleMinutesAtDesk': {
    room: 'access',
    name: { zh: '管理台、柜面、大屏无操作退出', en: 'Idle sign-out at console, teller and wall' },
    note: { zh: '对之后的登录生效', en: 'For sessions opened from then on' },
    unit: 'minutes',
    min: 5,
    max: 60,
    usual: 15,
    scope: 'bank',
  },
  'access.idleMinutesOnPad': {
    room: 'access',
    name: { zh: 'PAD 无操作退出', en: 'Idle sign-out on the PAD' },
    note: { zh: '对之后的登录生效', en: 'For sessions opened from then on' },
    unit: 'minutes',
    min: 2,
    max: 30,
    usual: 5,
    scope: 'bank',
  },
  'access.sessionsPerSurface': {
    room: 'access',
    name: { zh: '同一人同一界面最多登录几处', en: 'Places one person may be signed in on a surface' },
    note: {
      zh: '超出时最早的一处自动退出；对之后的登录生效',
      en: 'Beyond it the oldest ends; counts from the next sign-in on',
    },
    unit: 'times',
    min: 1,
    max: 10,
    usual: 3,
    scope: 'bank',
  },
  'access.registeredPadsOnly': {
    room: 'access',
    name: { zh: '只准在已登记的 PAD 上登录', en: 'Sign in on registered PADs only' },
    note: {
      zh: '1 为只准，0 为不限；对之后的登录生效',
      en: '1 = only there, 0 = anywhere; from the next sign-in on',
    },
    unit: 'times',
    min: 0,
    max: 1,
    usual: 0,
    scope: 'bank',
  },
  'appointment.daysAhead': {
    room: 'appointment',
    name: { zh: '可预约天数', en: 'Days one may book ahead' },
    note: { zh: '当天之外再开放的天数', en: 'Besides today' },
    unit: 'days',
    min: 1,
    max: 60,
    usual: appointmentDefaults.daysAhead,
    scope: 'unit',
  },
  'feedback.claimMinutes': {
    room: 'feedback',
    name: { zh: '差评须在多久内认领', en: 'Time to claim a bad rating' },
    note: {
      zh: '超时再次通知大堂经理；对之后产生的差评生效',
      en: 'Afterwards the lobby is told again; for bad ratings from then on',
    },
    unit: 'minutes',
    min: 1,
    max: 60,
    usual: caseLimits.claimMinutes,
    scope: 'unit',
  },
  'feedback.escalateMinutes': {
    room: 'feedback',
    name: { zh: '差评无人认领多久后升级', en: 'Time until an unclaimed bad rating goes up' },
    note: {
      zh: '通知网点负责人；不早于认领时限',
      en: 'The branch manager is told; never before the time to claim',
    },
    unit: 'minutes',
    min: 5,
    max: 480,
    usual: caseLimits.escalateMinutes,
    scope: 'unit',
  },
  'feedback.talkMinutes': {
    room: 'feedback',
    name: { zh: '认领后须在多久内与客户沟通', en: 'Time to talk with the customer after the claim' },
    note: { zh: '超时标记为逾期；对之后的认领生效', en: 'Afterwards it is late; for claims from then on' },
    unit: 'minutes',
    min: 10,
    max: 1440,
    usual: caseLimits.talkMinutes,
    scope: 'unit',
  },
  'feedback.closeMinutes': {
    room: 'feedback',
    name: { zh: '差评须在多久内处理完', en: 'Time to remedy a bad rating' },
    note: {
      zh: '超时通知上级机构；对之后产生的差评生效',
      en: 'Afterwards the unit above is told; for bad ratings from then on',
    },
    unit: 'minutes',
    min: 30,
    max: 2880,
    usual: caseLimits.closeMinutes,
    scope: 'unit',
  },
  'feedback.confirmMinutes': {
    room: 'feedback',
    name: { zh: '客户可在多久内确认处理结果', en: 'Time for the customer to confirm the remedy' },
    note: { zh: '无答复则按未确认结案', en: 'Without an answer it is closed as unconfirmed' },
    unit: 'minutes',
    min: 60,
    max: 10080,
    usual: caseLimits.confirmMinutes,
    scope: 'unit',
  },
  'hall.assistAcceptSeconds': {
    room: 'hall',
    name: { zh: '呼叫协助须在多久内接单', en: 'Time to accept a call for help' },
    note: { zh: '超时升级给负责人', en: 'Afterwards it goes to who leads the branch' },
    unit: 'seconds',
    // Longer than the nearest is asked alone.
    min: 30,
    max: 600,
    usual: assistDefaults.acceptSeconds,
    scope: 'unit',
  },
  'hall.reserveAnswerSeconds': {
    room: 'hall',
    name: { zh: '补位呼叫须在多久内应答', en: 'Time to answer a call as reserve' },
    note: { zh: '超时呼叫下一位', en: 'Afterwards the next is called' },
    unit: 'seconds',
    min: 30,
    max: 900,
    usual: positionDefaults.answerSeconds,
    scope: 'unit',
  },
  'hall.waitingPerWindow': {
    room: 'hall',
    name: { zh: '拥堵：每个开放窗口的等候人数', en: 'Congestion: people waiting per open window' },
    note: {
      zh: '达到即为拥堵，亦用于网点总览的状态',
      en: 'From there on a hall is congested, also in the overview',
    },
    unit: 'people',
    min: 2,
    max: 30,
    usual: 5,
    scope: 'unit',
  },
} as const satisfies Readonly<Record<string, Definition>>;
export type ParameterName = keyof typeof parameterDefinitions;
const names = Object.keys(parameterDefinitions) as [ParameterName, ...ParameterName[]];
export const ParameterName = z.enum(names);

export const parameterErrors = errors({
  'parameter.out_of_range': { status: 409, zh: '取值超出允许的范围', en: 'The value is out of its range' },
  'parameter.bank_only': {
    status: 409,
    zh: '这项参数全行统一，不能按机构设置',
    en: 'This one is the same for the whole bank',
  },
  'parameter.changed': {
    status: 409,
    zh: '您编辑期间这项参数已被他人修改，未做任何覆盖',
    en: 'Somebody changed it while you were editing; nothing was overwritten',
  },
  'parameter.past': { status: 409, zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
});

/** One decision about a value. The newest one that is in effect counts; null gives it back to the unit above. */
export const ParameterVersion = z.object({
  version: z.number().int(),
  value: z.number().int().nullable(),
  effectiveFrom: Instant,
  changedAt: Instant,
  changedBy: z.string(),
  reason: z.string(),
});
export const Parameter = z.object({
  name: ParameterName,
  room: z.string(),
  title: Named,
  note: Named,
  unit: z.enum(['times', 'minutes', 'seconds', 'days', 'people']),
  min: z.number().int(),
  max: z.number().int(),
  usual: z.number().int(),
  scope: z.enum(['bank', 'unit']),
  /** What counts at the unit now, and whose decision it is; null = nobody's: as shipped. */
  value: z.number().int(),
  decidedAt: z.object({ orgUnitId: Id, name: z.string() }).nullable(),
  /** Version of the unit's own last decision; 0 = none. */
  version: z.number().int(),
  /** The unit's own value now; null = none. */
  own: z.number().int().nullable(),
  /** Its next one, when it is decided. */
  planned: ParameterVersion.nullable(),
  mayChange: z.boolean(),
});
export type Parameter = z.output<typeof Parameter>;

const At = { name: ParameterName, orgUnitId: Id };
export const parameterEndpoints = {
  listParameters: endpoint({
    id: 'system.listParameters',
    method: 'GET',
    path: '/parameters',
    summary: 'Every parameter as it counts at a unit',
    input: z.object({ orgUnitId: Id }),
    output: z.object({ parameters: z.array(Parameter) }),
    errors: ['organization.unit_not_found'],
    access: 'parameter.view',
  }),
  listParameterVersions: endpoint({
    id: 'system.listParameterVersions',
    method: 'GET',
    path: '/parameters/:name/versions',
    summary: 'Who decided what of a parameter at a unit, newest first',
    input: z.object(At),
    output: z.object({ versions: z.array(ParameterVersion) }),
    errors: ['organization.unit_not_found'],
    access: 'parameter.view',
  }),
  setParameter: endpoint({
    id: 'system.setParameter',
    method: 'POST',
    path: '/parameters/:name',
    summary:
      'Set a parameter for a unit and all below it, at once or from a day on; null takes the own value back',
    input: z.object({
      ...At,
      value: z.number().int().nullable(),
      /** Version that was read. */
      basedOn: z.number().int().min(0),
      /** Null = at once. */
      effectiveOn: BusinessDate.nullable(),
      reason: Reason,
    }),
    output: Parameter,
    errors: [
      'organization.unit_not_found',
      'parameter.out_of_range',
      'parameter.bank_only',
      'parameter.changed',
      'parameter.past',
    ],
    access: 'parameter.manage',
  }),
};

export const systemEvents = {
  parameterChanged: event({
    type: 'parameter.changed',
    room: 'system',
    payload: z.object({
      name: ParameterName,
      orgUnitId: Id,
      path: z.string(),
      version: z.number().int(),
      value: z.number().int().nullable(),
      effectiveFrom: Instant,
    }),
  }),
};
