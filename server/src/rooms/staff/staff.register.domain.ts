import type { ErrorCode } from '@huiting/contracts';
import { CertificateKind, certificateNames, Contacts, Grade, Post } from '@huiting/contracts/staff';
import type { Certificate } from '@huiting/contracts/staff';
import { choices, dateOf, readCells } from '../../platform/imports/cells.ts';
import { column } from '../../platform/imports/importer.ts';
import type { Cells, Column, Problem } from '../../platform/imports/importer.ts';
import type { CertificateRecord, StaffFile } from './staff.domain.ts';
import { postProblems, refusalOf } from './staff.posts.domain.ts';
import type { Dictionary, Held } from './staff.posts.domain.ts';

/** A person as they stand in the register that is imported and exported. */
export interface RegisterEntry extends Pick<
  StaffFile,
  | 'id'
  | 'number'
  | 'name'
  | 'post'
  | 'userId'
  | 'homeBranchId'
  | 'orgUnitId'
  | 'path'
  | 'version'
  | 'grade'
  | 'education'
  | 'enteredOn'
  | 'leftOn'
  | 'maskedPhone'
  | 'maskedEmail'
> {
  readonly unitCode: string;
  readonly phoneSealed: string | null;
  readonly emailSealed: string | null;
  readonly certificates: readonly CertificateRecord[];
  /** What is held today or will be. */
  readonly holdings: readonly (Held & { readonly kind: 'main' | 'duty' | 'acting' })[];
}

const certificateWords = CertificateKind.options.map((kind) => certificateNames[kind]);
const forNewOnes = { zh: '只用于新员工', en: 'For new people only' };

export const staffColumns: readonly Column[] = [
  column('number', { zh: '工号', en: 'Staff number' }, '320118', {
    required: true,
    note: {
      zh: '2 至 20 位字母和数字；已有的更新，没有的建档',
      en: '2 to 20 letters and digits; known ones are updated, others entered',
    },
  }),
  column('name', { zh: '姓名', en: 'Name' }, '林若溪', { required: true }),
  column('unit', { zh: '机构编号', en: 'Unit code' }, '320113', { required: true, note: forNewOnes }),
  column('post', { zh: '岗位', en: 'Post' }, '柜员', { required: true, note: forNewOnes }),
  column('since', { zh: '任职日', en: 'In post since' }, '2024-03-01', { note: forNewOnes }),
  column('duties', { zh: '兼岗', en: 'Duties' }, '', {
    note: {
      zh: '以分号相隔；文件只增不减，今天起任',
      en: 'Apart by semicolons; a file adds and never takes; held from today',
    },
  }),
  column('grade', { zh: '等级', en: 'Grade' }, 'G2', { note: forNewOnes }),
  column(
    'certificates',
    { zh: '资格证书', en: 'Certificates' },
    '柜面上岗资格|GM2024001|2027-02-28|2024-03-01',
    {
      note: {
        zh: `名称|号码|到期日|发证日，以分号相隔；文件只增改不删除。名称：${certificateWords.map(({ zh }) => zh).join('、')}`,
        en: `name|number|expires|issued, apart by semicolons; a file adds and corrects. Names: ${certificateWords.map(({ en }) => en).join(', ')}`,
      },
    },
  ),
  column('education', { zh: '学历', en: 'Education' }, '本科'),
  column('enteredOn', { zh: '入行日', en: 'Joined on' }, '2021-07-01'),
  column('phone', { zh: '手机', en: 'Phone' }, '13800000000', {
    note: { zh: '导出时脱敏；带星号的不改', en: 'Masked in exports; a masked one changes nothing' },
  }),
  column('email', { zh: '邮箱', en: 'Email' }, 'lin@bank.example', {
    note: { zh: '导出时脱敏；带星号的不改', en: 'Masked in exports; a masked one changes nothing' },
  }),
];

const educationWords = {
  secondary: '高中及以下',
  college: '大专',
  bachelor: '本科',
  master: '硕士',
  doctor: '博士',
} as const;
const educations = choices<NonNullable<StaffFile['education']>>([
  ['secondary', '高中及以下', '高中', '中专'],
  ['college', '大专', '专科'],
  ['bachelor', '本科', '学士', '大学本科'],
  ['master', '硕士', '硕士研究生', '研究生'],
  ['doctor', '博士', '博士研究生'],
]);
const grades = choices<Grade>(Grade.options.map((grade) => [grade]));
const certificateKinds = choices<CertificateKind>(
  CertificateKind.options.map((kind) => [kind, certificateNames[kind].zh, certificateNames[kind].en]),
);

export type CertificateDraft = Omit<CertificateRecord, 'id'>;

/** What a row says a person should be; null and empty = as it is. */
export interface StaffRowDraft {
  readonly number: string;
  readonly name: string;
  readonly unitCode: string;
  readonly post: Post | null;
  readonly since: string | null;
  readonly duties: readonly string[];
  readonly grade: Grade | null;
  readonly certificates: readonly CertificateDraft[];
  readonly education: StaffFile['education'];
  readonly enteredOn: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly problems: readonly Problem[];
}

export function readStaffRow(cells: Cells, { posts }: Dictionary): StaffRowDraft {
  const read = readCells(cells);
  const words = new Map(
    [...posts.values()].flatMap(({ code, name }) =>
      [code, name.zh, name.en].map((word) => [word.toLowerCase(), code] as const),
    ),
  );
  const mainPosts = choices<Post>(
    Post.options.map((post) => [post, ...Object.values(posts.get(post)?.name ?? {})]),
  );
  const duties = parts(cells['duties'] ?? '', /[;；、]/).flatMap((word) => {
    const code = words.get(word.toLowerCase());
    if (code === undefined) read.fail('duties', 'staff.post_not_found');
    else if (posts.get(code)?.kind === 'main') read.fail('duties', 'staff.post_not_usable');
    else return [code];
    return [];
  });
  const contact = (name: 'phone' | 'email', rule: (text: string) => boolean): string | null => {
    const text = read.text(name, { max: 120 });
    // A masked one is compared with the record by whoever knows it.
    if (text !== '' && !text.includes('*') && !rule(text)) read.fail(name, 'import.bad_characters');
    return text === '' ? null : text;
  };
  return {
    number: read.text('number', { min: 2, max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    name: read.text('name', { min: 1, max: 40 }),
    unitCode: read.text('unit', { min: 1, max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    post: read.choice('post', mainPosts, true),
    since: read.date('since'),
    duties: [...new Set(duties)],
    grade: read.choice('grade', grades),
    certificates: parts(cells['certificates'] ?? '', /(?<!\\)[;；]/).flatMap((text) => {
      const found = readCertificate(text);
      if (typeof found !== 'string') return [found];
      read.fail('certificates', found);
      return [];
    }),
    education: read.choice('education', educations),
    enteredOn: read.date('enteredOn'),
    phone: contact('phone', (text) => Contacts.shape.phone.safeParse(text).success),
    email: contact('email', (text) => Contacts.shape.email.safeParse(text).success),
    problems: read.problems,
  };
}

const parts = (cell: string, separator: RegExp): string[] =>
  cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** `name|number|expires|issued`; what is left out at the end is unknown. The code of what is wrong otherwise. */
function readCertificate(text: string): CertificateDraft | ErrorCode {
  const [name = '', number = '', expires = '', issued = '', ...more] = text
    .split(/(?<!\\)\|/)
    .map((part) => part.trim().replaceAll(/\\([;；|])/g, '$1'));
  const kind = certificateKinds.get(name.toLowerCase());
  if (kind === undefined || more.length > 0) return 'staff.import_certificate_unknown';
  if (number.length > 40) return 'import.too_long';
  const [expiresOn, issuedOn] = [expires, issued].map((day) => (day === '' ? null : dateOf(day)));
  if ((expires !== '' && expiresOn === null) || (issued !== '' && issuedOn === null))
    return 'import.not_a_date';
  if (expiresOn != null && issuedOn != null && expiresOn <= issuedOn) return 'staff.certificate_dates';
  return { kind, number, expiresOn: expiresOn ?? null, issuedOn: issuedOn ?? null };
}

/** What speaks against a row for a person who is in the register. */
export function knownProblems(
  row: StaffRowDraft,
  entry: RegisterEntry,
  dictionary: Dictionary,
  today: string,
): Problem[] {
  const problems: Problem[] = [];
  const fixed = (isSame: boolean, name: string, code: ErrorCode): void =>
    void (isSame || problems.push({ column: name, code }));
  const main = entry.holdings.find(({ kind }) => kind === 'main');
  fixed(row.unitCode === '' || row.unitCode === entry.unitCode, 'unit', 'staff.import_post_fixed');
  fixed(row.post === null || row.post === entry.post, 'post', 'staff.import_post_fixed');
  fixed(row.since === null || row.since === (main?.since ?? null), 'since', 'staff.import_post_fixed');
  fixed(row.grade === null || row.grade === entry.grade, 'grade', 'staff.import_grade_fixed');
  fixed(isPlain(row.phone) || row.phone === entry.maskedPhone, 'phone', 'staff.import_masked');
  fixed(isPlain(row.email) || row.email === entry.maskedEmail, 'email', 'staff.import_masked');
  const certificates = mergeCertificates(entry.certificates, row.certificates).all;
  return [
    ...problems,
    ...dutyProblems(dictionary, entry.holdings, certificates, addedDuties(row, entry), today),
  ];
}

/** What speaks against a row for somebody new, wherever they come. */
export function newProblems(row: StaffRowDraft, dictionary: Dictionary, today: string): Problem[] {
  const problems: Problem[] = [];
  if (row.since !== null && row.since > today)
    problems.push({ column: 'since', code: 'import.out_of_range' });
  if (row.enteredOn !== null && row.enteredOn > today)
    problems.push({ column: 'enteredOn', code: 'import.out_of_range' });
  for (const name of ['phone', 'email'] as const)
    if (!isPlain(row[name])) problems.push({ column: name, code: 'staff.import_masked' });
  if (row.post === null) return problems;
  const { certificates } = row;
  const main = { post: row.post, from: today, until: null };
  const refusal = refusalOf(postProblems(dictionary, { held: [], certificates }, main));
  if (refusal !== null) problems.push({ column: 'post', code: refusal.code });
  const held: Held[] = [{ post: row.post, since: null, until: null }];
  return [...problems, ...dutyProblems(dictionary, held, certificates, row.duties, today)];
}

/** Each duty beside what is held and those named before it: the same gate as for a single one. */
function dutyProblems(
  dictionary: Dictionary,
  held: readonly Held[],
  certificates: readonly Pick<Certificate, 'kind' | 'expiresOn'>[],
  duties: readonly string[],
  today: string,
): Problem[] {
  const codes = duties.flatMap((post, at): ErrorCode[] => {
    if (dictionary.posts.get(post)?.isRetired === true) return ['staff.post_not_usable'];
    const before = duties.slice(0, at).map((one) => ({ post: one, since: today, until: null }));
    const wanted = { post, from: today, until: null };
    const refusal = refusalOf(postProblems(dictionary, { held: [...held, ...before], certificates }, wanted));
    return refusal === null ? [] : [refusal.code];
  });
  return [...new Set(codes)].map((code) => ({ column: 'duties', code }));
}

export const addedDuties = ({ duties }: StaffRowDraft, { holdings }: RegisterEntry): string[] =>
  duties.filter((post) => !holdings.some((held) => held.post === post));

/** A contact that is written in full, or not at all. */
export const isPlain = (contact: string | null): boolean => contact === null || !contact.includes('*');

/** A file adds certificates and corrects the dates of one with the same kind and number; it takes none away. */
export function mergeCertificates(
  present: readonly CertificateRecord[],
  given: readonly CertificateDraft[],
): { all: CertificateDraft[]; added: CertificateDraft[]; corrected: CertificateRecord[] } {
  const isSame = (one: CertificateDraft, other: CertificateDraft): boolean =>
    isSameOne(one, other) && one.expiresOn === other.expiresOn && one.issuedOn === other.issuedOn;
  const fresh = given.filter((one) => !present.some((other) => isSame(one, other)));
  const open = present.filter((one) => !given.some((other) => isSame(one, other)));
  const corrected: CertificateRecord[] = [];
  const added: CertificateDraft[] = [];
  for (const one of fresh) {
    const old = open.find((other) => isSameOne(one, other) && !corrected.some(({ id }) => id === other.id));
    if (old === undefined) added.push(one);
    else corrected.push({ ...one, id: old.id });
  }
  const now = present.map((one) => corrected.find(({ id }) => id === one.id) ?? one);
  return { all: [...now, ...added], added, corrected };
}

const isSameOne = (one: CertificateDraft, other: CertificateDraft): boolean =>
  one.kind === other.kind && one.number === other.number;

/** The person as a row in the order of the columns; contacts masked. */
export function registerCells(entry: RegisterEntry, { posts }: Dictionary): string[] {
  const named = (code: string): string => posts.get(code)?.name.zh ?? code;
  const escaped = (text: string): string => text.replaceAll(/[;；|]/g, '\\$&');
  const certificates = entry.certificates.map(({ kind, number, expiresOn, issuedOn }) =>
    [certificateNames[kind].zh, escaped(number), expiresOn ?? '', issuedOn ?? '']
      .join('|')
      .replace(/\|+$/, ''),
  );
  return [
    entry.number,
    entry.name,
    entry.unitCode,
    named(entry.post),
    entry.holdings.find(({ kind }) => kind === 'main')?.since ?? '',
    entry.holdings
      .filter(({ kind }) => kind === 'duty')
      .map(({ post }) => named(post))
      .join(';'),
    entry.grade ?? '',
    certificates.join(';'),
    entry.education === null ? '' : educationWords[entry.education],
    entry.enteredOn ?? '',
    entry.maskedPhone ?? '',
    entry.maskedEmail ?? '',
  ];
}
