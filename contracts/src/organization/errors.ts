import { errors } from '../core/errors.ts';
import { applicationErrors } from './applications.ts';
import { floorPlanErrors } from './floor-plan.ts';
import { formatErrors } from './formats.ts';

export const organizationErrors = errors({
  ...applicationErrors,
  ...formatErrors,
  ...floorPlanErrors,
  'organization.branch_not_found': { status: 404, zh: '没有这个网点', en: 'There is no such branch' },
  'organization.unit_not_found': { status: 404, zh: '没有这个机构', en: 'There is no such unit' },
  'organization.plan_not_found': {
    status: 404,
    zh: '这项阶段计划不存在或已执行',
    en: 'This planned stage does not exist or has been carried out',
  },
  'organization.stage_unchanged': {
    status: 409,
    zh: '网点已处于该阶段',
    en: 'The branch is already in this stage',
  },
  'organization.stage_not_allowed': {
    status: 409,
    zh: '当前阶段不能直接转入所选阶段',
    en: 'The present stage does not lead to the chosen one',
  },
  'organization.plan_not_ahead': {
    status: 409,
    zh: '计划日期须晚于今天',
    en: 'A planned stage begins after today',
  },
  'organization.version_conflict': {
    status: 409,
    zh: '您编辑期间网点档案已被他人修改，未做任何覆盖',
    en: 'Somebody changed the record while you were editing; nothing was overwritten',
  },
  'organization.day_conflict': {
    status: 409,
    zh: '您编辑期间这一天已被他人调整，未做任何覆盖',
    en: 'Somebody changed this day while you were editing; nothing was overwritten',
  },
  'organization.day_past': {
    status: 409,
    zh: '已过去的日子不能调整',
    en: 'A day that is over cannot be changed',
  },
  'organization.hours_invalid': {
    status: 409,
    zh: '营业时间不合理：午休须在营业时间之内',
    en: 'The hours do not fit: the noon break must lie within them',
  },
  'organization.layout_invalid': {
    status: 409,
    zh: '窗口或分区的设置有冲突',
    en: 'Windows or zones contradict one another',
  },
  'organization.parent_invalid': {
    status: 409,
    zh: '网点不能归属于这个机构',
    en: 'A branch cannot belong to this unit',
  },
  'organization.import_stage_fixed': {
    status: 409,
    zh: '已有网点的阶段不能通过导入变更，请走变更申请',
    en: 'The stage of a branch that exists is not changed by an import; apply for it',
  },
  'organization.import_parent_fixed': {
    status: 409,
    zh: '已有机构的级别和上级不能通过导入变更',
    en: 'Level and parent of a unit that exists are not changed by an import',
  },
  'organization.import_contact': {
    status: 409,
    zh: '联系人格式应为 职责/姓名/电话，电话只含数字、空格、+ 和 -',
    en: 'A contact is written role/name/phone; the phone has digits, blanks, + and - alone',
  },
  'organization.import_cycle': {
    status: 409,
    zh: '上级机构互相指向，形成循环',
    en: 'The parents point at one another in a circle',
  },
  'organization.import_level': {
    status: 409,
    zh: '级别须低于上级机构',
    en: 'The level must be below that of the parent',
  },
});
