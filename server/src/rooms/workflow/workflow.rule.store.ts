import type { AlertRuleVersion } from '@huiting/contracts/workflow';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

type Row = Pick<AlertRuleVersion, 'kind' | 'version' | 'note' | 'publishedBy' | 'publishedAt'> & {
  rule: Pick<AlertRuleVersion, 'levelMinutes' | 'quiet' | 'mergeMinutes'>;
};

/** Published rules, the newest of each kind first; of one kind, or of all. */
export async function readRules(reader: Reader, kind: string | null): Promise<AlertRuleVersion[]> {
  const rows = await reader.rows(
    statement<Row>(
      `select kind, version, rule, note, published_by as "publishedBy", published_at as "publishedAt"
       from workflow.alert_rule where $1::text is null or kind = $1 order by kind, version desc`,
      [kind],
      'alert-rules',
    ),
  );
  return rows.map(({ rule, ...version }) => ({ ...version, ...rule }));
}

/** False when somebody else has published this version. */
export async function insertRule(reader: Reader, row: AlertRuleVersion): Promise<boolean> {
  const { kind, version, note, publishedBy, publishedAt, ...rule } = row;
  const rows = await reader.rows(
    statement(
      `insert into workflow.alert_rule (kind, version, rule, note, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
      [kind, version, JSON.stringify(rule), note, publishedBy, new Date(publishedAt!)],
    ),
  );
  return rows.length > 0;
}
