import type { Random } from './random.ts';

/** Surnames in rough order of frequency, drawn with falling weight; given names are put together from these lists. */
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶黎贺顾毛郝龚邵万覃武钱戴严莫孔向常汤',
  '欧阳',
  '司徒',
  '上官',
];
const surnameWeights = surnames.map((_, index) => 1 / (index + 8));

const feminine = [...'芳娜敏静秀丽艳娟霞燕玲桂兰英华玉梅莉红萍珍洁琳雪倩颖婷慧妍欣怡佳蕾薇晴悦瑶岚'];
const masculine = [...'伟强磊军勇杰涛明超刚平辉鹏飞斌波宇浩凯健俊帆诚坤峰建国志文海东旭晨铭泽翔毅'];
const shared = [...'晓春云思子一雨嘉宁文书安然若亦知远清和景'];

export type Gender = 'female' | 'male';

/** An invented name of two or three characters (four with a double surname). */
export function personName(random: Random, gender: Gender): string {
  const surname = surnames[random.index(surnameWeights)]!;
  const last = gender === 'female' ? feminine : masculine;
  if (random.chance(0.22)) return surname + random.pick(last);
  const middle = random.chance(0.5) ? random.pick(shared) : random.pick(last);
  let end = random.pick(last);
  while (end === middle) end = random.pick(last);
  return surname + middle + end;
}

const companyWords = [
  '云帆',
  '恒泰',
  '金石',
  '远航',
  '新禾',
  '瑞丰',
  '天工',
  '同舟',
  '明德',
  '长青',
  '百川',
  '汇星',
  '启程',
  '润物',
  '广源',
  '正和',
];
const companyTrades = ['科技', '贸易', '建材', '餐饮', '物流', '机电', '纺织', '文化', '装饰', '农业'];

export function companyName(random: Random, city: string): string {
  return `${city}${random.pick(companyWords)}${random.pick(companyTrades)}有限公司`;
}
