import { defineText } from '../lib/i18n.ts';

export const readerSimulatorText = defineText('readerSimulator', {
  'zh-CN': {
    title: '读卡模拟',
    hint: '演示用：代替客户把证件或银行卡放到读卡器上',
    idCard: '身份证',
    bankCard: '银行卡',
    idNumber: '身份证号',
    cardNumber: '银行卡号',
    qr: '二维码',
    code: '预约码或二维码内容',
    insert: '放上读取',
    wasRead: '已读取',
    unheard: '现在没有页面在等待读卡',
    breakIt: '模拟故障',
    repairIt: '恢复正常',
  },
  en: {
    title: 'Reader simulator',
    hint: 'Demo: plays the customer who puts a document or card on the reader',
    idCard: 'ID card',
    bankCard: 'Bank card',
    idNumber: 'ID number',
    cardNumber: 'Card number',
    qr: 'QR code',
    code: 'Booking code or text of the QR code',
    insert: 'Read it',
    wasRead: 'Read',
    unheard: 'No page waits for a card now',
    breakIt: 'Break it',
    repairIt: 'Repair it',
  },
});
