import { demoPassword } from './demo.accounts.ts';
import type { DemoAccount, SampleCustomer } from './demo.accounts.ts';

/** What `npm start` prints once the bank is open. */
export function welcome(
  bank: { bankName: string; accounts: readonly DemoAccount[]; samples: readonly SampleCustomer[] },
  address: string,
): string {
  const surfaces: [string, string][] = [
    ['/lobby/', '大堂终端：取号机、叫号屏、窗口屏、评价器（选网点即可）  kiosk, displays, evaluator'],
    ['/teller/', '柜员工作台  teller'],
    ['/pad/', '厅堂 PAD  lobby manager, wealth manager, supervisor'],
    ['/console/', '管理台  console'],
    ['/h5/', '客户手机：预约、进度、评价  on the customer’s phone'],
  ];
  const accounts = bank.accounts.map((one) => [
    one.username,
    one.name,
    one.post,
    one.place,
    `/${one.surface}/`,
  ]);
  const samples = bank.samples.map((one) => [one.name, one.note, one.idNumber, one.phone, one.card]);
  return [
    '',
    `慧厅 Huiting · ${bank.bankName}（演示银行，人物与号码均为虚构）  ${address}`,
    '',
    ...table(surfaces.map(([path, words]) => [`${address}${path}`, words])),
    '',
    `演示账号，口令均为 ${demoPassword}  Demo accounts, one password for all`,
    ...table(accounts),
    '',
    '可在取号机或柜台试用的客户：身份证、手机、银行卡  Customers to try: ID, phone, card',
    ...table(samples),
    '',
    'Ctrl-C 停止，再次 npm start 继续；npm run reset 重新开始。  Ctrl-C stops, npm start goes on, npm run reset starts over.',
    '',
  ].join('\n');
}

/** Columns aligned by display width: a Chinese character takes two cells. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, column) => Math.max(all[column] ?? 0, widthOf(cell))),
    [],
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell))).join('  ')}`.trimEnd(),
  );
}

function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) => width + (/[\u2e80-\u9fff\uff00-\uffef]/.test(character) ? 2 : 1),
    0,
  );
}
