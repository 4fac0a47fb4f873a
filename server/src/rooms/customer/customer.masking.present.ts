/**
 * How personal data looks when it is not in clear (JR/T 0171-2020 annex A and the usual forms of Chinese banks):
 * name 王*芳, ID number first 3 and last 4, phone 138****2071, card last 4. Pure; never throws.
 */

const compoundSurnames = new Set([
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '闾丘',
  '子车',
  '亓官',
  '司寇',
  '巫马',
  '公西',
  '颛孙',
  '壤驷',
  '公良',
  '漆雕',
  '乐正',
  '宰父',
  '谷梁',
  '拓跋',
  '夹谷',
  '轩辕',
  '令狐',
  '段干',
  '百里',
  '呼延',
  '东郭',
  '南门',
  '羊舌',
  '微生',
  '公户',
  '公玉',
  '公仪',
  '梁丘',
  '公仲',
  '公上',
  '公门',
  '公山',
  '公坚',
  '左丘',
  '公伯',
  '西门',
  '公祖',
  '第五',
  '公乘',
  '贯丘',
  '公皙',
  '南荣',
  '东里',
  '东宫',
]);

const companySuffix = /(?:股份有限公司|有限责任公司|有限公司|分公司|合作社|事务所|公司)$/u;

/**
 * 王芳 → 王*, 王小芳 → 王*芳, 欧阳小芳 → 欧阳*芳, 阿依古丽·买买提 → 阿***·**提, John Smith → J*** S***;
 * a company keeps its first character and its trade: 云帆科技有限公司 → 云*科技.
 */
export function maskName(name: string): string {
  const trimmed = name.normalize('NFC').trim();
  if (trimmed === '') return '*';
  if (/\p{Script=Latin}/u.test(trimmed)) {
    return trimmed
      .split(/\s+/u)
      .map((word) => `${[...word][0]}***`)
      .join(' ');
  }
  const characters = [...trimmed.replace(/\s/gu, '')];
  if (characters.length > 4 && !characters.includes('·')) return maskCompany(characters.join(''));
  const surname = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const given = characters.slice(surname);
  const hidden = given.map((character, index) => {
    if (character === '·') return '·';
    return index === given.length - 1 && given.length > 1 ? character : '*';
  });
  return [...characters.slice(0, surname), ...hidden].join('') + (given.length === 0 ? '*' : '');
}

function maskCompany(name: string): string {
  const characters = [...name.replace(companySuffix, '')];
  const kept = Math.min(2, Math.max(0, characters.length - 2));
  return `${characters[0] ?? ''}${'*'.repeat(Math.max(1, characters.length - 1 - kept))}${characters.slice(characters.length - kept).join('')}`;
}

/** 13812342071 → 138****2071. */
export function maskPhone(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(7)}` : keepLast(phone, 4);
}

/** First 3 and last 4 of an ID number. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 12
    ? keepLast(idNumber, 4)
    : `${idNumber.slice(0, 3)}${'*'.repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}

/** Last 4 of a card number, the length hidden. */
export function maskCard(card: string): string {
  return `**** ${card.slice(-4)}`;
}

/** The end of a text that is not as it should be: never more than half of it. */
function keepLast(text: string, most: number): string {
  const kept = Math.min(most, Math.floor(text.length / 2));
  return '*'.repeat(text.length - kept) + text.slice(text.length - kept);
}

/** 苏A·***12: province, office and the last two. */
export function maskPlate(plate: string): string {
  return `${plate.slice(0, 2)}·***${plate.slice(-2)}`;
}
