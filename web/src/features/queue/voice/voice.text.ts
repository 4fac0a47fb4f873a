import { defineText } from '../../../lib/i18n.ts';

export const voiceText = defineText('callVoice', {
  'zh-CN': {
    soundLocked: '轻触屏幕开启播报',
    soundFailed: '语音未加载，只显示不播报',
    volume: '音量',
  },
  en: {
    soundLocked: 'Touch the screen for sound',
    soundFailed: 'Voice not loaded: calls are shown only',
    volume: 'Volume',
  },
});
