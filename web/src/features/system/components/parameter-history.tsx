import type { OrgUnit } from '@huiting/contracts/organization';
import { parameterEndpoints } from '@huiting/contracts/system';
import type { Parameter } from '@huiting/contracts/system';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { currentLocale, useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { parameterText } from '../system.parameter.text.ts';

/** Who decided what of a parameter at a unit, newest first. */
export function ParameterHistory({
  unit,
  parameter,
  onClose,
}: {
  readonly unit: OrgUnit;
  readonly parameter: Parameter;
  readonly onClose: () => void;
}) {
  const t = useText(parameterText);
  const format = useFormat();
  const { name } = parameter;
  const query = useQuery({
    queryKey: ['system', 'parameterVersions', name, unit.id],
    queryFn: ({ signal }) =>
      call(parameterEndpoints.listParameterVersions, { name, orgUnitId: unit.id }, { signal }),
    gcTime: 0,
  });
  const title = currentLocale() === 'en' ? parameter.title.en : parameter.title.zh;
  return (
    <Sheet open onClose={onClose} title={`${t('historyOf', { name: title })} · ${unit.name}`} width={760}>
      <QueryTable
        bare
        rows={query.data?.versions}
        rowKey={({ version }) => version}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('historyNone')}
        columns={[
          {
            key: 'version',
            title: t('version'),
            width: 70,
            render: (_, { version }) => <span className="num">{version}</span>,
          },
          {
            key: 'value',
            title: t('value'),
            width: 100,
            render: (_, { value }) => (value === null ? t('inherit') : format.integer(value)),
          },
          {
            key: 'effective',
            title: t('effective'),
            width: 150,
            render: (_, { effectiveFrom }) => <span className="num">{format.stamp(effectiveFrom)}</span>,
          },
          { key: 'by', title: t('by'), width: 110, dataIndex: 'changedBy' },
          {
            key: 'at',
            title: t('at'),
            width: 150,
            render: (_, { changedAt }) => <span className="num">{format.stamp(changedAt)}</span>,
          },
          { key: 'reason', title: t('reason'), dataIndex: 'reason' },
        ]}
      />
    </Sheet>
  );
}
