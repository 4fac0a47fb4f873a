import { OrgLevel } from '@huiting/contracts/organization';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Slice } from '../../../platform/database/slice.ts';
import { newId } from '../../../platform/ids.ts';
import { choices, readCells } from '../../../platform/imports/cells.ts';
import { column } from '../../../platform/imports/importer.ts';
import type {
  Cells,
  Column,
  FileRow,
  Importer,
  Outcome,
  Pass,
  Problem,
} from '../../../platform/imports/importer.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import type { OrgUnit } from '../organization.domain.ts';
import * as store from '../organization.register.store.ts';
import type { EditingDeps } from './editing-deps.ts';

type Level = OrgUnit['level'];

const levels = choices<Level>([
  ['regionalBranch', '分行', '一级分行', '区域分行'],
  ['subBranch', '二级分行', '支行管理行', '支行'],
]);
const levelWords: Readonly<Partial<Record<Level, string>>> = {
  regionalBranch: '分行',
  subBranch: '二级分行',
};

const columns: readonly Column[] = [
  column('code', { zh: '机构编号', en: 'Code' }, 'NJ', {
    required: true,
    note: { zh: '字母和数字，至多 20 位', en: 'Letters and digits, up to 20' },
  }),
  column('name', { zh: '机构名称', en: 'Name' }, '南京分行', { required: true }),
  column('level', { zh: '级别', en: 'Level' }, '分行', {
    required: true,
    note: { zh: Object.values(levelWords).join('、'), en: Object.keys(levelWords).join(', ') },
  }),
  column('parent', { zh: '上级机构编号', en: 'Parent code' }, 'JH', {
    required: true,
    note: { zh: '可以是同一文件中的机构', en: 'May be a unit of the same file' },
  }),
];

interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly level: Level | null;
  readonly parentCode: string;
}

function readRow(cells: Cells): { row: UnitRow; problems: Problem[] } {
  const read = readCells(cells);
  const code = /^[A-Za-z0-9]*$/;
  const row = {
    code: read.text('code', { min: 1, max: 20, pattern: code }),
    name: read.text('name', { min: 2, max: 40 }),
    level: read.choice('level', levels, true),
    parentCode: read.text('parent', { min: 1, max: 20, pattern: code }),
  };
  return { row, problems: read.problems };
}

/** OS-01: regions and sub-branches, the tree branches hang in. A parent may stand below its children in the file. */
export function createUnitImporter(deps: EditingDeps): Importer {
  const { db } = deps.platform;
  return {
    kind: 'org-units',
    title: { zh: '机构树', en: 'Org units' },
    permission: 'organization.manage',
    columns,
    open: async (ctx) => openPass(ctx, await store.readUnits(db)),
    readAll: async function* (ctx) {
      const paths = authorizeSomewhere(ctx, 'organization.manage');
      const units = await store.readUnits(db);
      const codes = new Map(units.map(({ id, code }) => [id, code]));
      for (const { parentId, level, code, name, path } of units)
        if (
          parentId !== null &&
          levelWords[level] !== undefined &&
          paths.some((scope) => path.startsWith(scope))
        )
          yield [code, name, levelWords[level], codes.get(parentId) ?? ''];
    },
  };
}

function openPass({ actor }: Ctx, unitList: readonly OrgUnit[]): Pass {
  const known = new Map(unitList.map((unit) => [unit.code, unit]));
  const rows = new Map<string, UnitRow & { readonly line: number }>();

  const judge = ({ line, cells }: FileRow): Problem[] => {
    const { row, problems } = readRow(cells);
    const other = rows.get(row.code);
    if (other !== undefined && other.line !== line)
      problems.push({ column: 'code', code: 'import.twice_in_file' });
    else if (row.code !== '') rows.set(row.code, { ...row, line });
    const unit = known.get(row.code);
    if (unit === undefined) return problems;
    if (!permits(actor, 'organization.manage', unit.path))
      problems.push({ column: 'code', code: 'import.no_right' });
    else if (unit.level !== row.level || known.get(row.parentCode)?.id !== unit.parentId)
      problems.push({ column: 'parent', code: 'organization.import_parent_fixed' });
    return problems;
  };

  /** What is wrong with where a new unit would stand; null = it may. */
  function placeProblem(row: UnitRow): Problem | null {
    const above = lineAbove(row, rows, known);
    if (above === 'cycle') return { column: 'parent', code: 'organization.import_cycle' };
    if (above === 'unknown') return { column: 'parent', code: 'organization.unit_not_found' };
    if (row.level !== null && ranks.indexOf(above.parentLevel) >= ranks.indexOf(row.level))
      return { column: 'level', code: 'organization.import_level' };
    return permits(actor, 'organization.manage', above.root.path)
      ? null
      : { column: 'parent', code: 'import.no_right' };
  }

  return {
    judge,
    judgeTogether: () =>
      [...rows.values()].flatMap((row) => {
        const problem = known.has(row.code) ? null : placeProblem(row);
        return problem === null ? [] : [{ line: row.line, problem }];
      }),
    write: (ctx, slice, given) => writeUnits(ctx, slice, given),
  };
}

const ranks: readonly Level[] = OrgLevel.options;

/** Up from a new unit to the first one that exists. */
function lineAbove(
  row: UnitRow,
  rows: ReadonlyMap<string, UnitRow>,
  known: ReadonlyMap<string, OrgUnit>,
): { root: OrgUnit; parentLevel: Level } | 'cycle' | 'unknown' {
  const passed = new Set([row.code]);
  let parentLevel: Level | null = null;
  for (let code = row.parentCode; ;) {
    const root = known.get(code);
    if (root !== undefined) return { root, parentLevel: parentLevel ?? root.level };
    if (passed.has(code)) return 'cycle';
    passed.add(code);
    const above = rows.get(code);
    if (above === undefined || above.level === null) return 'unknown';
    parentLevel ??= above.level;
    code = above.parentCode;
  }
}

/** Parents first, whatever their order in the file. One whose parent is in a later slice waits for the next import, and says so. */
async function writeUnits(
  ctx: Ctx,
  slice: Slice,
  given: readonly FileRow[],
): Promise<(Outcome | readonly Problem[])[]> {
  const rows = given.map(({ cells }) => readRow(cells).row);
  const codes = rows.flatMap(({ code, parentCode }) => [code, parentCode]);
  const units = new Map(
    (await store.unitsByCode(slice, [...new Set(codes)])).map((unit) => [unit.code, unit]),
  );
  const renamed: OrgUnit[] = [];
  const added: OrgUnit[] = [];
  const outcomes = new Map<string, Outcome>();
  for (const { code, name } of rows) {
    const unit = units.get(code);
    if (unit === undefined) continue;
    if (unit.name !== name) renamed.push({ ...unit, name });
    outcomes.set(code, unit.name === name ? 'unchanged' : 'updated');
  }
  for (let progress = true; progress;) {
    progress = false;
    for (const { code, name, level, parentCode } of rows) {
      const parent = units.get(parentCode);
      if (parent === undefined || units.has(code) || level === null) continue;
      const unit = { id: newId(), parentId: parent.id, level, code, name, path: `${parent.path}${code}/` };
      units.set(code, unit);
      added.push(unit);
      outcomes.set(code, 'created');
      progress = true;
    }
  }
  await store.insertUnits(slice, added, dateIn('Asia/Shanghai', ctx.now()));
  await store.renameUnits(slice, renamed);
  return rows.map(
    ({ code }) => outcomes.get(code) ?? [{ column: 'parent', code: 'organization.unit_not_found' }],
  );
}
