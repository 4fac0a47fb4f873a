import type { BranchFormat, FormatStandard, StandardVersion } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { shippedStandards } from './organization.formats.domain.ts';

interface Row {
  format: BranchFormat;
  version: number;
  document: FormatStandard;
  reason: string;
  changedBy: string;
  changedAt: number;
}

const columns =
  'format, version, document, reason, changed_by_name as "changedBy", changed_at as "changedAt"';

const toVersion = ({ version, document, reason, changedBy, changedAt }: Row): StandardVersion => ({
  version,
  standard: document,
  reason,
  changedBy,
  changedAt,
});

/** As it came with the program. */
const shipped = (format: BranchFormat): StandardVersion => ({
  version: 0,
  standard: shippedStandards[format],
  reason: '',
  changedBy: '',
  changedAt: null,
});

/** The newest version of every format. */
export async function readStandards(reader: Reader): Promise<Map<BranchFormat, StandardVersion>> {
  const rows = await reader.rows(
    statement<Row>(
      `select distinct on (format) ${columns} from organization.format_standard order by format, version desc`,
    ),
  );
  const formats = Object.keys(shippedStandards) as BranchFormat[];
  return new Map(
    formats.map((format) => {
      const row = rows.find((one) => one.format === format);
      return [format, row === undefined ? shipped(format) : toVersion(row)];
    }),
  );
}

export async function readStandard(reader: Reader, format: BranchFormat): Promise<StandardVersion> {
  return (await readStandards(reader)).get(format)!;
}

/** Newest first, the shipped one last. */
export async function listStandardVersions(reader: Reader, format: BranchFormat): Promise<StandardVersion[]> {
  const rows = await reader.rows(
    statement<Row>(
      `select ${columns} from organization.format_standard where format = $1 order by version desc limit 100`,
      [format],
    ),
  );
  return [...rows.map(toVersion), shipped(format)];
}

/** False when that version is there already: somebody was faster. */
export async function addStandard(
  reader: Reader,
  format: BranchFormat,
  made: Omit<StandardVersion, 'changedAt'> & { readonly changedAt: number },
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into organization.format_standard (format, version, document, reason, changed_by_name, changed_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning version`,
      [
        format,
        made.version,
        JSON.stringify(made.standard),
        made.reason,
        made.changedBy,
        new Date(made.changedAt),
      ],
    ),
  );
  return rows.length > 0;
}
