/** One clip of the spoken calls: what espeak-ng says, in which voice. Mandarin is written in pinyin, Cantonese in jyutping, with tone numbers. */
export interface Phrase {
  readonly name: string;
  readonly voice: 'mandarin' | 'cantonese' | 'english';
  readonly text: string;
}

const mandarin = (name: string, text: string): Phrase => ({ name: `zh.${name}`, voice: 'mandarin', text });
const cantonese = (name: string, text: string): Phrase => ({ name: `yue.${name}`, voice: 'cantonese', text });
const english = (name: string, text: string): Phrase => ({ name: `en.${name}`, voice: 'english', text });

const mandarinDigits = ['ling2', 'yi1', 'er4', 'san1', 'si4', 'wu3', 'liu4', 'qi1', 'ba1', 'jiu3', 'shi2'];
const cantoneseDigits = [
  'ling4',
  'jat1',
  'ji6',
  'saam1',
  'sei3',
  'ng5',
  'luk6',
  'cat1',
  'baat3',
  'gau2',
  'sap6',
];
const englishNumbers = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
];

/** Every clip, in the order of the sprite. Letters are said the same way in both languages. */
export const phrases: readonly Phrase[] = [
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter): Phrase => ({
    name: `letter.${letter}`,
    voice: 'english',
    text: letter,
  })),
  mandarin('please', 'qing3'),
  mandarin('vipCustomer', 'gui4 bin1 ke4 hu4'),
  ...mandarinDigits.map((text, n) => mandarin(String(n), text)),
  mandarin('numberTo', 'hao4 dao4'),
  mandarin('windowTail', 'hao4 chuang1 kou3 ban4 li3 ye4 wu4'),
  mandarin('numberTail', 'hao4 ban4 li3 ye4 wu4'),
  mandarin('tail', 'ban4 li3 ye4 wu4'),
  mandarin('place.vipRoom', 'gui4 bin1 shi4'),
  mandarin('place.wealthRoom', 'li3 cai2 shi4'),
  mandarin('place.vipWindow', 'gui4 bin1 chuang1 kou3'),
  mandarin('place.corporateWindow', 'dui4 gong1 chuang1 kou3'),
  mandarin('place.expressWindow', 'kuai4 su4 chuang1 kou3'),
  cantonese('please', 'cing2'),
  cantonese('vipCustomer', 'gwai3 ban1 haak3 wu6'),
  ...cantoneseDigits.map((text, n) => cantonese(String(n), text)),
  cantonese('numberTo', 'hou6 dou3'),
  cantonese('windowTail', 'hou6 coeng1 hau2 baan6 lei5 jip6 mou6'),
  cantonese('numberTail', 'hou6 baan6 lei5 jip6 mou6'),
  cantonese('tail', 'baan6 lei5 jip6 mou6'),
  cantonese('place.vipRoom', 'gwai3 ban1 sat1'),
  cantonese('place.wealthRoom', 'lei5 coi4 sat1'),
  cantonese('place.vipWindow', 'gwai3 ban1 coeng1 hau2'),
  cantonese('place.corporateWindow', 'deoi3 gung1 coeng1 hau2'),
  cantonese('place.expressWindow', 'faai3 cuk1 coeng1 hau2'),
  english('number', 'ticket number'),
  english('vipCustomer', 'dear guest, ticket number'),
  ...englishNumbers.map((text, n) => english(String(n), text)),
  english('goTo', 'please go to'),
  english('window', 'window'),
  english('place.vipRoom', 'the V I P room'),
  english('place.wealthRoom', 'the wealth management room'),
  english('place.vipWindow', 'the V I P window'),
  english('place.corporateWindow', 'the corporate window'),
  english('place.expressWindow', 'the express window'),
];
