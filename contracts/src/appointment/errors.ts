import { errors } from '../core/errors.ts';

export const appointmentErrors = errors({
  'appointment.slot_full': {
    status: 409,
    zh: '这个时段已约满，请选择其他时段',
    en: 'This slot is full; choose another',
  },
  'appointment.slot_closed': { status: 409, zh: '这个时段不能预约', en: 'This slot cannot be booked' },
  'appointment.already_booked': {
    status: 409,
    zh: '您当天已有预约',
    en: 'You already have a booking that day',
  },
  'appointment.phone_not_proved': {
    status: 400,
    zh: '验证码不正确或已过期',
    en: 'The one-time code is wrong or has expired',
  },
  'appointment.bad_phone': { status: 400, zh: '手机号格式不正确', en: 'The phone number is malformed' },
  'appointment.not_found': { status: 404, zh: '没有找到预约', en: 'Booking not found' },
  'appointment.wrong_state': {
    status: 409,
    zh: '预约状态不允许此操作',
    en: "The booking's state does not allow this",
  },
  'appointment.too_early': { status: 409, zh: '还没到签到时间', en: 'It is too early to check in' },
  'appointment.wrong_branch': {
    status: 409,
    zh: '预约的不是这个网点',
    en: 'The booking is for another branch',
  },
  'appointment.too_late_to_change': {
    status: 409,
    zh: '已过可以改约或取消的时间',
    en: 'It is too late to move or give up this booking',
  },
  'appointment.barred': {
    status: 409,
    zh: '多次预约未到，暂不能在线预约和取号；可到店取号或请网点代约',
    en: 'After several missed bookings you cannot book online for a while; come in, or ask the branch to book for you',
  },
  'appointment.remote_not_offered': {
    status: 409,
    zh: '本网点暂不提供在线取号，请到店取号',
    en: 'This branch gives no numbers online; please take one there',
  },
  'appointment.too_far': {
    status: 409,
    zh: '您离网点较远，请走近一些再取号，或改为预约',
    en: 'You are rather far from the branch; come closer, or book a time instead',
  },
  'appointment.remote_full': {
    status: 409,
    zh: '在线取号的人较多，请稍后再试或到店取号',
    en: 'Many have taken numbers online; try again later, or take one at the branch',
  },
  'appointment.remote_live': {
    status: 409,
    zh: '您已有一个在线号，办完或取消后才能再取',
    en: 'You already hold a number taken online; it must end before you take another',
  },
  'appointment.rules_changed': {
    status: 409,
    zh: '规则已被他人修改，请刷新后再改',
    en: 'The rules were changed by somebody else; reload and try again',
  },
  'appointment.unknown_service': {
    status: 400,
    zh: '本网点没有这项业务',
    en: 'The branch has no such service',
  },
});
