/** A register of invented branches, and what is wrong with its bad rows by line. */
export interface BranchRegister {
  readonly file: Buffer;
  readonly reasons: ReadonlyMap<number, string>;
}

const header =
  '网点编号,网点名称,上级机构编号,业态,城市,地址,纬度,经度,金融许可证号,电话,面积（平方米）,工作日对私营业时间,周末对私营业时间,节假日对私营业时间,午休,工作日对公营业时间,周末对公营业时间,阶段';
const formats = ['旗舰', '综合', '轻型', '社区', '特色'];
const regions = 40;

/** Ways to be bad, in turn; each changes one cell of a good row and is told by one problem. */
const faults: readonly {
  readonly column: number;
  readonly value: (code: string) => string;
  readonly code: string;
}[] = [
  { column: 1, value: () => '', code: 'import.required' },
  { column: 2, value: () => 'NOWHERE', code: 'organization.unit_not_found' },
  { column: 3, value: () => '豪华', code: 'import.not_a_choice' },
  { column: 6, value: () => '北纬三十二度', code: 'import.not_a_number' },
  { column: 7, value: () => '181', code: 'import.out_of_range' },
  { column: 8, value: () => '许可证', code: 'import.bad_characters' },
  { column: 11, value: () => '九点到五点', code: 'import.not_hours' },
  { column: 5, value: () => '长'.repeat(101), code: 'import.too_long' },
  { column: 14, value: () => '08:00-18:00', code: 'organization.hours_invalid' },
  { column: 0, value: () => 'BN000001', code: 'import.twice_in_file' },
];

/** The units the branches hang in, and `count` rows of which every hundredth is bad. */
export function branchRegister(count: number): { readonly units: Buffer; readonly register: BranchRegister } {
  const units = Array.from({ length: regions }, (_, at) => `RG${at},第${at + 1}分行,分行,HQ`);
  const reasons = new Map<number, string>();
  const lines = [header];
  for (let at = 0; at < count; at++) {
    const code = `BN${String(at).padStart(6, '0')}`;
    const cells = [
      code,
      `第${at + 1}支行`,
      `RG${at % regions}`,
      formats[at % formats.length]!,
      '南京',
      `"中山东路 ${at + 1} 号, 一层"`,
      String(20 + (at % 2_500) / 100),
      String(100 + (at % 2_000) / 100),
      `B0001S${String(at).padStart(8, '0')}`,
      `025-${String(84_000_000 + at)}`,
      String(200 + (at % 400)),
      '09:00-17:00',
      '09:30-16:00',
      '',
      at % 3 === 0 ? '12:00-13:00' : '',
      '09:00-17:00',
      '',
      '营业',
    ];
    if (at % 100 === 99) {
      const fault = faults[Math.floor(at / 100) % faults.length]!;
      cells[fault.column] = fault.value(code);
      reasons.set(at + 2, fault.code);
    }
    lines.push(cells.join(','));
  }
  return {
    units: Buffer.from(['机构编号,机构名称,级别,上级机构编号', ...units].join('\n')),
    register: { file: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`), reasons },
  };
}
