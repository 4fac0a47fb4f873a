import { errors } from '../core/errors.ts';

export const queueErrors = errors({
  'queue.bad_signature': { status: 401, zh: '签名不正确', en: 'The signature is wrong' },
  'queue.stale_message': { status: 409, zh: '消息已过期', en: 'The message is too old' },
  'queue.machine_fed': {
    status: 409,
    zh: '本网点由排队机取号和叫号，请在排队机上操作',
    en: 'This branch issues and calls at its queue machine',
  },
  'queue.machine_not_connected': {
    status: 409,
    zh: '本网点没有接入排队机',
    en: 'No queue machine is connected at this branch',
  },
  'queue.machine_ahead': {
    status: 409,
    zh: '排队机时钟超前，请先校时',
    en: 'The clock of the queue machine is ahead; set it first',
  },
  'queue.day_still_open': {
    status: 409,
    zh: '前一营业日尚未结束，请稍后重发',
    en: 'The business day before has not ended; send again later',
  },
  'queue.day_not_open': { status: 409, zh: '今天尚未开始营业', en: 'The business day has not begun' },
  'queue.tickets_open': {
    status: 409,
    zh: '还有客户在排队或办理，请在清场后切换',
    en: 'Customers are waiting or being served; change over when the hall is empty',
  },
  'queue.one_stop_reason': {
    status: 409,
    zh: '这位客户不符合所选的一站式理由；其他情况请由大堂经理填写原因',
    en: 'The reason does not fit this customer; for anything else the hall says why',
  },
  'queue.window_not_flexible': {
    status: 409,
    zh: '这个窗口不是机动柜台',
    en: 'This window is not a flexible counter',
  },
  'queue.setup_invalid': {
    status: 409,
    zh: '排队设置有误，请按提示修改后再保存',
    en: 'The setup of the queue has mistakes; correct them and save again',
  },
  'queue.strategy_invalid': {
    status: 409,
    zh: '策略有误，请按提示修改后再发布',
    en: 'The strategy has mistakes; correct them and publish again',
  },
  'queue.strategy_tests_failed': {
    status: 409,
    zh: '有测试用例未通过，不能发布',
    en: 'A test case fails; it cannot be published',
  },
  'queue.day_not_recorded': {
    status: 409,
    zh: '这一天没有可以试跑的记录',
    en: 'There is no record of that day to try on',
  },
  'queue.no_other_way': {
    status: 409,
    zh: '现在不建议到别处办理',
    en: 'There is no better way for this now',
  },
  'queue.strategy_not_found': {
    status: 404,
    zh: '没有这个策略版本',
    en: 'There is no such strategy version',
  },
  'queue.setup_not_found': { status: 404, zh: '没有这个版本', en: 'There is no such version' },
  'queue.org_unit_not_found': { status: 404, zh: '没有这个机构', en: 'There is no such org unit' },
  'queue.branch_closed': { status: 409, zh: '网点现在不营业', en: 'The branch is closed now' },
  'queue.noon_break': {
    status: 409,
    zh: '网点午休中，午休结束后再取号',
    en: 'The branch is closed over noon; numbers are given out again afterwards',
  },
  'queue.notice_not_found': { status: 404, zh: '没有这条公告', en: 'There is no such notice' },
  'queue.notice_changed': {
    status: 409,
    zh: '您编辑期间内容已被他人修改，未做任何覆盖',
    en: 'Somebody changed it while you were editing; nothing was overwritten',
  },
  'queue.notice_invalid': {
    status: 409,
    zh: '公告内容不完整或日期不合理',
    en: 'The notice is incomplete or its days do not fit',
  },
  'queue.branch_suspended': {
    status: 409,
    zh: '网点已暂停服务，暂不能取号',
    en: 'The branch is suspended; no tickets are issued',
  },
  'queue.service_not_found': { status: 404, zh: '没有这项业务', en: 'There is no such service' },
  'queue.service_closed': { status: 409, zh: '这项业务现在不办理', en: 'This service is not offered now' },
  'queue.service_limit_reached': {
    status: 409,
    zh: '这项业务今天的号已取完',
    en: "Today's numbers for this service are used up",
  },
  'queue.ticket_not_found': { status: 404, zh: '没有这张号票', en: 'There is no such ticket' },
  'queue.ticket_wrong_state': {
    status: 409,
    zh: '号票状态已变化，不能执行此操作',
    en: "The ticket's state does not allow this",
  },
  'queue.ticket_at_other_window': {
    status: 409,
    zh: '号票正在其他窗口',
    en: 'The ticket is at another window',
  },
  'queue.restore_too_late': {
    status: 409,
    zh: '过号已超过可恢复时间，请重新取号',
    en: 'The skipped ticket can no longer be restored; take a new one',
  },
  'queue.already_postponed': { status: 409, zh: '已经延后过一次', en: 'Already postponed once' },
  'queue.window_not_found': { status: 404, zh: '没有这个窗口', en: 'There is no such window' },
  'queue.window_taken': {
    status: 409,
    zh: '窗口已有柜员签到',
    en: 'Somebody else is signed in at this window',
  },
  'queue.staff_at_other_window': {
    status: 409,
    zh: '您已在其他窗口签到',
    en: 'You are signed in at another window',
  },
  'queue.not_signed_in': { status: 409, zh: '窗口未签到', en: 'Nobody is signed in at this window' },
  'queue.window_paused': { status: 409, zh: '窗口已暂停', en: 'The window is paused' },
  'queue.window_busy': { status: 409, zh: '窗口还有未办结的号票', en: 'The window still has a ticket' },
  'queue.window_idle': { status: 409, zh: '窗口没有当前号票', en: 'The window has no current ticket' },
  'queue.window_cannot_take': {
    status: 409,
    zh: '该窗口不能办理这项业务',
    en: 'The window cannot take this service',
  },
  'queue.window_not_elastic': { status: 409, zh: '该窗口不是弹性窗口', en: 'The window is not elastic' },
  'queue.link_invalid': { status: 404, zh: '链接无效或已过期', en: 'The link is invalid or has expired' },
  'queue.customer_not_found': { status: 404, zh: '没有找到这位客户', en: 'Customer not found' },
});
export type QueueErrorCode = keyof typeof queueErrors;
