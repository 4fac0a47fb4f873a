import { errors } from '../core/errors.ts';

/** What can be wrong with a file, or with one cell of it. A cell's problem is told with its row and column. */
export const importErrors = errors({
  'import.not_found': { status: 404, zh: '没有这次导入', en: 'There is no such import' },
  'import.kind_unknown': { status: 404, zh: '没有这种导入', en: 'There is no such kind of import' },
  'import.wrong_state': {
    status: 409,
    zh: '这次导入当前不能这样操作',
    en: 'The import is not in a state for this',
  },
  'import.piece_wrong': {
    status: 409,
    zh: '上传的分段与所报文件大小不符',
    en: 'The piece does not fit the size that was announced',
  },
  'import.incomplete': {
    status: 409,
    zh: '文件尚未上传完整',
    en: 'Not all of the file has arrived',
  },
  'import.file_too_large': {
    status: 413,
    zh: '文件超过 200 MB，请拆分后导入',
    en: 'The file is larger than 200 MB; split it',
  },
  'import.right_ended': {
    status: 403,
    zh: '发起人已无导入权限，导入已停止',
    en: 'Who started it has no longer the right; the import has stopped',
  },
  'import.interrupted': {
    status: 409,
    zh: '导入多次中断，已停止；已写入的行保留，可重新导入同一文件',
    en: 'The import broke off several times and has stopped; rows written stay, and the same file can be imported again',
  },
  'import.empty': { status: 409, zh: '文件中没有数据行', en: 'The file has no rows' },
  'import.not_text': {
    status: 409,
    zh: '文件不是 CSV 或 XLSX',
    en: 'The file is neither CSV nor XLSX',
  },
  'import.old_excel': {
    status: 409,
    zh: '不支持旧版 .xls，请另存为 .xlsx 或 CSV',
    en: 'Old .xls files are not read; save it as .xlsx or CSV',
  },
  'import.encoding_unknown': {
    status: 409,
    zh: '无法识别文字编码，请另存为 UTF-8 或 GBK',
    en: 'The encoding is neither UTF-8 nor GBK',
  },
  'import.quote_open': {
    status: 409,
    zh: '引号没有成对，文件从该行起无法读取',
    en: 'A quotation mark is never closed; the file cannot be read from that line',
  },
  'import.line_too_long': {
    status: 409,
    zh: '有一行过长（超过 100 万字），文件无法读取',
    en: 'A row is longer than a million characters; the file cannot be read',
  },
  'import.too_many_columns': {
    status: 409,
    zh: '列数超过 200',
    en: 'There are more than 200 columns',
  },
  'import.too_many_rows': {
    status: 409,
    zh: '行数超过 50 万，请拆分后导入',
    en: 'There are more than 500,000 rows; split the file',
  },
  'import.workbook_broken': {
    status: 409,
    zh: 'XLSX 文件损坏或不完整',
    en: 'The XLSX file is damaged or incomplete',
  },
  'import.unpacks_too_large': {
    status: 409,
    zh: 'XLSX 解压后过大，已拒绝',
    en: 'The XLSX file unpacks to too much and is refused',
  },
  'import.header_invalid': {
    status: 409,
    zh: '表头与模板不符',
    en: 'The header is not that of the template',
  },
  'import.required': { status: 409, zh: '必填', en: 'Must be given' },
  'import.too_long': { status: 409, zh: '超过允许的长度', en: 'Too long' },
  'import.too_short': { status: 409, zh: '内容过短', en: 'Too short' },
  'import.bad_characters': {
    status: 409,
    zh: '含有不允许的字符',
    en: 'Has characters that are not allowed',
  },
  'import.not_a_number': { status: 409, zh: '不是数字', en: 'Not a number' },
  'import.out_of_range': { status: 409, zh: '超出允许的范围', en: 'Out of range' },
  'import.not_a_choice': { status: 409, zh: '不在可选值之内', en: 'Not one of the choices' },
  'import.not_a_date': {
    status: 409,
    zh: '日期应写作 2026-01-31',
    en: 'A date is written 2026-01-31',
  },
  'import.not_hours': {
    status: 409,
    zh: '时间段格式应为 09:00-17:00，不营业请留空',
    en: 'Hours are written 09:00-17:00; leave it empty for closed',
  },
  'import.formula': {
    status: 409,
    zh: '单元格是公式，请粘贴为数值',
    en: 'The cell is a formula; paste it as a value',
  },
  'import.twice_in_file': {
    status: 409,
    zh: '文件中有重复的编号',
    en: 'The code is in the file more than once',
  },
  'import.too_many_cells': {
    status: 409,
    zh: '本行的列数多于表头',
    en: 'The row has more cells than the header',
  },
  'import.no_right': {
    status: 403,
    zh: '您对该机构没有此项权限',
    en: 'You have no right to do this at this unit',
  },
});
