import { defineText } from '../lib/i18n.ts';

export const attachmentText = defineText('attachments', {
  'zh-CN': {
    choose: '选择文件',
    hint: '也可拖到这里；PDF、OFD、Office、图片或文本，每个不超过 {{size}} MB，最多 {{count}} 个',
    remove: '移除 {{name}}',
    retry: '重试',
    sending: '{{name}} 正在上传',
    lineBroke: '网络中断，没有传完',
    download: '下载 {{name}}',
  },
  en: {
    choose: 'Choose files',
    hint: 'or drop them here: PDF, OFD, Office, pictures or text, up to {{size}} MB each, {{count}} at most',
    remove: 'Remove {{name}}',
    retry: 'Try again',
    sending: 'Uploading {{name}}',
    lineBroke: 'The line broke before it was there',
    download: 'Download {{name}}',
  },
});
