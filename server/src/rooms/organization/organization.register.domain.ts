import type {
  BranchContact,
  BranchFormat,
  BranchStage,
  DayHours,
  NoonBreak,
  RecordDraft,
} from '@huiting/contracts/organization';
import { BranchContact as ContactShape, BranchStage as Stages } from '@huiting/contracts/organization';
import { choices, readCells } from '../../platform/imports/cells.ts';
import type { CellReader } from '../../platform/imports/cells.ts';
import { column } from '../../platform/imports/importer.ts';
import type { Cells, Column, Problem } from '../../platform/imports/importer.ts';
import { areHoursSound } from './organization.calendar.domain.ts';
import type { OrgUnit } from './organization.domain.ts';

/** A branch as it stands in the register that is imported and exported. */
export interface RegisterEntry {
  readonly id: string;
  readonly unitId: string;
  readonly code: string;
  readonly path: string;
  readonly version: number;
  readonly stage: BranchStage;
  readonly parent: Pick<OrgUnit, 'id' | 'code' | 'name' | 'path'>;
  readonly record: RecordDraft;
  readonly contacts: readonly BranchContact[];
}

const formats = choices<BranchFormat>([
  ['flagship', '旗舰', '旗舰网点', '旗舰店'],
  ['full', '综合', '全功能', '综合网点', '全功能网点', 'full service'],
  ['light', '轻型', '轻型网点'],
  ['community', '社区', '社区网点', '社区支行'],
  ['featured', '特色', '特色网点'],
]);
const stages = choices<BranchStage>([
  ['planning', '筹建'],
  ['opening', '开业', '试营业'],
  ['operating', '营业', '正常营业'],
  ['renovating', '改造', '装修'],
  ['suspended', '停业', '暂停营业'],
  ['closed', '撤销', '关闭'],
]);
const formatWords: Readonly<Record<BranchFormat, string>> = {
  flagship: '旗舰',
  full: '综合',
  light: '轻型',
  community: '社区',
  featured: '特色',
};
const stageWords: Readonly<Record<BranchStage, string>> = {
  planning: '筹建',
  opening: '开业',
  operating: '营业',
  renovating: '改造',
  suspended: '停业',
  closed: '撤销',
};

const standardWord = '标准';
const layouts = choices<'standard'>([['standard', standardWord, '按业态标准']]);

const roleWords: Readonly<Record<BranchContact['role'], string>> = {
  manager: '负责人',
  duty: '值班',
  operations: '运营',
  security: '安保',
  maintenance: '维保',
  other: '其他',
};
const roles = choices<BranchContact['role']>(
  Object.entries(roleWords).map(([role, word]) => [role as BranchContact['role'], word] as const),
);
/** As many as the form takes. */
const mostContacts = 12;

const hoursNote = { zh: '如 09:00-17:00；留空为不营业', en: 'As 09:00-17:00; empty for closed' };
export const branchColumns: readonly Column[] = [
  column('code', { zh: '网点编号', en: 'Code' }, '320113', {
    required: true,
    note: {
      zh: '字母和数字，至多 20 位；已有的更新，没有的新建',
      en: 'Letters and digits, up to 20; known ones are updated, others made',
    },
  }),
  column('name', { zh: '网点名称', en: 'Name' }, '城东支行', { required: true }),
  column('parent', { zh: '上级机构编号', en: 'Parent code' }, 'NJ', { required: true }),
  column('format', { zh: '业态', en: 'Format' }, '综合', {
    required: true,
    note: { zh: Object.values(formatWords).join('、'), en: Object.keys(formatWords).join(', ') },
  }),
  column('city', { zh: '城市', en: 'City' }, '南京', { required: true }),
  column('address', { zh: '地址', en: 'Address' }, '中山东路 1 号', { required: true }),
  column('latitude', { zh: '纬度', en: 'Latitude' }, '32.0415', { required: true }),
  column('longitude', { zh: '经度', en: 'Longitude' }, '118.7969', { required: true }),
  column('licenceNo', { zh: '金融许可证号', en: 'Licence number' }, 'B0001S232010001'),
  column('phone', { zh: '电话', en: 'Phone' }, '025-84500000'),
  column('areaSquareMetres', { zh: '面积（平方米）', en: 'Area (m²)' }, '420'),
  column('weekdayHours', { zh: '工作日对私营业时间', en: 'Weekday hours, personal' }, '09:00-17:00', {
    note: hoursNote,
  }),
  column('weekendHours', { zh: '周末对私营业时间', en: 'Weekend hours, personal' }, '09:30-16:00', {
    note: hoursNote,
  }),
  column('holidayHours', { zh: '节假日对私营业时间', en: 'Holiday hours, personal' }, '', {
    note: hoursNote,
  }),
  column('noonBreak', { zh: '午休', en: 'Noon break' }, '', {
    note: { zh: '如 12:00-13:00；留空为不休', en: 'As 12:00-13:00; empty for none' },
  }),
  column(
    'corporateWeekdayHours',
    { zh: '工作日对公营业时间', en: 'Weekday hours, corporate' },
    '09:00-17:00',
    { note: hoursNote },
  ),
  column('corporateWeekendHours', { zh: '周末对公营业时间', en: 'Weekend hours, corporate' }, '', {
    note: hoursNote,
  }),
  column('corporateHolidayHours', { zh: '节假日对公营业时间', en: 'Holiday hours, corporate' }, '', {
    note: hoursNote,
  }),
  column('contacts', { zh: '联系人', en: 'Contacts' }, '负责人/高岚/025-84500001；安保/王强/025-84500009', {
    note: {
      zh: `职责/姓名/电话，多人用分号隔开，至多 12 人；职责：${Object.values(roleWords).join('、')}`,
      en: `Role/name/phone, separated by semicolons, 12 at most; roles: ${Object.keys(roleWords).join(', ')}`,
    },
  }),
  column('layout', { zh: '窗口与分区', en: 'Windows and zones' }, '标准', {
    note: {
      zh: `只用于新建：填“${standardWord}”按业态标准建窗口和分区，留空为暂不设置`,
      en: 'For new ones only: "standard" sets up windows and zones as the format says; empty for none yet',
    },
  }),
  column('stage', { zh: '阶段', en: 'Stage' }, '营业', {
    note: {
      zh: `${Stages.options.map((stage) => stageWords[stage]).join('、')}；只用于新建，留空为筹建`,
      en: `${Stages.options.join(', ')}; for new ones only, empty for planning`,
    },
  }),
];

/** What a row says a branch should be. Columns that the file does not have stay as they are. */
export interface RegisterRow {
  readonly code: string;
  readonly parentCode: string;
  readonly stage: BranchStage | null;
  /** Windows and zones a new branch begins with; null = none. */
  readonly layout: 'standard' | null;
  readonly problems: readonly Problem[];
  readonly record: Omit<RecordDraft, 'parentId'>;
  readonly contacts: readonly BranchContact[];
}

const emptyRecord: Omit<RecordDraft, 'parentId'> = {
  name: '',
  format: 'full',
  city: '',
  address: '',
  latitude: 0,
  longitude: 0,
  licenceNo: '',
  phone: '',
  areaSquareMetres: 0,
  weekdayHours: null,
  weekendHours: null,
  holidayHours: null,
  noonBreak: null,
  corporateWeekdayHours: null,
  corporateWeekendHours: null,
  corporateHolidayHours: null,
};

export function readRegisterRow(
  cells: Cells,
  before: Pick<RegisterEntry, 'record' | 'contacts'> | null,
): RegisterRow {
  const read = readCells(cells);
  const base = before?.record ?? emptyRecord;
  const given = <T>(name: string, value: () => T, otherwise: T): T =>
    cells[name] === undefined ? otherwise : value();
  const day = (
    name:
      | 'weekdayHours'
      | 'weekendHours'
      | 'holidayHours'
      | 'corporateWeekdayHours'
      | 'corporateWeekendHours'
      | 'corporateHolidayHours',
  ): DayHours =>
    given(
      name,
      () => {
        const span = read.span(name);
        return span === null ? null : { open: span.from, close: span.until };
      },
      base[name],
    );
  const record: Omit<RecordDraft, 'parentId'> = {
    name: read.text('name', { min: 2, max: 40 }),
    format: read.choice('format', formats, true) ?? base.format,
    city: read.text('city', { min: 1, max: 20 }),
    address: read.text('address', { min: 1, max: 100 }),
    latitude: read.number('latitude', { min: -90, max: 90, required: true }) ?? 0,
    longitude: read.number('longitude', { min: -180, max: 180, required: true }) ?? 0,
    licenceNo: given(
      'licenceNo',
      () => read.text('licenceNo', { max: 40, pattern: /^[A-Za-z0-9-]*$/ }),
      base.licenceNo,
    ),
    phone: given('phone', () => read.text('phone', { max: 30, pattern: /^[0-9+\- ]*$/ }), base.phone),
    areaSquareMetres: given(
      'areaSquareMetres',
      () => read.number('areaSquareMetres', { min: 0, max: 100_000 }) ?? 0,
      base.areaSquareMetres,
    ),
    weekdayHours: day('weekdayHours'),
    weekendHours: day('weekendHours'),
    holidayHours: day('holidayHours'),
    noonBreak: given<NoonBreak>('noonBreak', () => read.span('noonBreak'), base.noonBreak),
    corporateWeekdayHours: day('corporateWeekdayHours'),
    corporateWeekendHours: day('corporateWeekendHours'),
    corporateHolidayHours: day('corporateHolidayHours'),
  };
  if (!isNoonSound(record)) read.fail('noonBreak', 'organization.hours_invalid');
  return {
    code: read.text('code', { min: 1, max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    parentCode: read.text('parent', { min: 1, max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    stage: read.choice('stage', stages),
    layout: read.choice('layout', layouts),
    problems: read.problems,
    record,
    contacts: given('contacts', () => readContacts(read, cells['contacts']!), before?.contacts ?? []),
  };
}

function isNoonSound({ noonBreak, ...record }: Omit<RecordDraft, 'parentId'>): boolean {
  return [record.weekdayHours, record.weekendHours, record.holidayHours].every((hours) => {
    // A short Saturday that ends before noon simply has no break.
    const endsBefore = hours !== null && noonBreak !== null && hours.close <= noonBreak.from;
    return endsBefore || areHoursSound({ hours, noonBreak });
  });
}

/** `负责人/高岚/025-84500001；…`: the form's own rules for each, told as what is wrong with the cell. */
function readContacts(read: CellReader, cell: string): BranchContact[] {
  const parts = cell
    .split(/[;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > mostContacts) read.fail('contacts', 'import.too_long');
  return parts.slice(0, mostContacts).flatMap((part) => {
    const [role = '', name = '', phone = '', ...rest] = part.split(/[/／]/).map((one) => one.trim());
    const known = roles.get(role.toLowerCase());
    const contact = ContactShape.safeParse({ role: known, name, phone });
    if (known === undefined) read.fail('contacts', 'import.not_a_choice');
    else if (rest.length > 0 || !contact.success) read.fail('contacts', 'organization.import_contact');
    return contact.success ? [contact.data] : [];
  });
}

const spanWords = (span: DayHours): string => (span === null ? '' : `${span.open}-${span.close}`);

/** The branch as a row in the order of the columns. */
export function registerCells({ code, parent, stage, record, contacts }: RegisterEntry): string[] {
  return [
    code,
    record.name,
    parent.code,
    formatWords[record.format],
    record.city,
    record.address,
    String(record.latitude),
    String(record.longitude),
    record.licenceNo,
    record.phone,
    String(record.areaSquareMetres),
    spanWords(record.weekdayHours),
    spanWords(record.weekendHours),
    spanWords(record.holidayHours),
    record.noonBreak === null ? '' : `${record.noonBreak.from}-${record.noonBreak.until}`,
    spanWords(record.corporateWeekdayHours),
    spanWords(record.corporateWeekendHours),
    spanWords(record.corporateHolidayHours),
    contacts.map(({ role, name, phone }) => `${roleWords[role]}/${name}/${phone}`).join('；'),
    // What a branch has is not told in a cell.
    '',
    stageWords[stage],
  ];
}
