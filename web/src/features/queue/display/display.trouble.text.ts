import { defineText } from '../../../lib/i18n.ts';

export const troubleText = defineText('terminalTrouble', {
  'zh-CN': {
    title: '这台设备暂时用不了',
    hint: '连上以后会自动恢复。请先找大堂经理帮忙。',
    forbidden: '这台设备没有权限',
    forbiddenHint: '请管理员重新登记这台设备。',
    retry: '马上重试',
    since: '{{time}} 起',
    trace: '跟踪号 {{id}}',
  },
  en: {
    title: 'This device is out of order for the moment',
    hint: 'It comes back by itself. Please ask the lobby manager.',
    forbidden: 'This device has no permission',
    forbiddenHint: 'Ask an administrator to enrol it again.',
    retry: 'Try again now',
    since: 'since {{time}}',
    trace: 'Trace {{id}}',
  },
});
