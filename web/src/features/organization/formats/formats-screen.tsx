import type { BranchFormat, FormatStandard, OrgUnit } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { organizationText } from '../organization.text.ts';
import { DeviationList } from './deviation-list.tsx';
import styles from './formats.module.css';
import { deviatingQuery, formatsQuery, standardVersionsQuery } from './formats.queries.ts';
import { formatsText } from './formats.text.ts';
import { StandardSheet } from './standard-sheet.tsx';

interface FormatsScreenProps {
  /** The format looked at, from the address. */
  readonly format: BranchFormat;
  readonly onFormat: (format: BranchFormat) => void;
  readonly onBranch: (branchId: string) => void;
  readonly units: readonly OrgUnit[];
}

/** BR-04: the dictionary of formats, what each says, and who differs. */
export function FormatsScreen({ format, onFormat, onBranch, units }: FormatsScreenProps) {
  const t = useText(formatsText);
  const o = useText(organizationText);
  const query = useQuery(formatsQuery);
  const root = units.find(({ level }) => level === 'headOffice');
  const mayEdit = usePermission('organization.manage') && root !== undefined;
  const [editing, setEditing] = useState(false);
  const rows = query.data?.formats;
  const current = rows?.find((one) => one.format === format);
  const chips = (items: readonly { readonly name: string; readonly count: number }[]) => (
    <span className={styles.chips}>
      {items.map((one) => (
        <Tag key={one.name} kind="plain">
          {one.count > 1 ? t('item', one) : one.name}
        </Tag>
      ))}
    </span>
  );
  const cells = {
    zones: ({ zones }: FormatStandard) =>
      chips(zones.map(({ kind }) => ({ name: o(`zone.${kind}`), count: 1 }))),
    windows: ({ windows }: FormatStandard) =>
      chips(windows.map(({ kind, count }) => ({ name: o(`window.${kind}`), count }))),
    staffing: ({ staffing }: FormatStandard) =>
      chips(staffing.map(({ post, count }) => ({ name: t(`post.${post}`), count }))),
    devices: ({ devices }: FormatStandard) =>
      chips(devices.map(({ kind, count }) => ({ name: t(`device.${kind}`), count }))),
  };
  return (
    <ListPage
      plain
      title={t('title')}
      hint={t('hint')}
      action={
        mayEdit &&
        current && (
          <Button kind="primary" icon="edit" onClick={() => setEditing(true)}>
            {t('edit')} · {o(`format.${format}`)}
          </Button>
        )
      }
    >
      <QueryTable
        list="formats"
        rows={rows}
        rowKey={(one) => one.format}
        error={query.error}
        onRetry={() => void query.refetch()}
        selectedKey={format}
        onOpen={(one) => onFormat(one.format)}
        scrollX={1100}
        columns={[
          {
            key: 'format',
            title: t('format'),
            width: 90,
            render: (_, one) => <b>{o(`format.${one.format}`)}</b>,
          },
          {
            key: 'branches',
            title: t('branches'),
            width: 70,
            align: 'right',
            render: (_, one) => <span className="num">{one.branches}</span>,
          },
          {
            key: 'area',
            title: t('area'),
            width: 110,
            render: (_, { standard }) => (
              <span className="num">
                {standard.area.from}–{standard.area.to}
              </span>
            ),
          },
          { key: 'zones', title: t('zones'), render: (_, one) => cells.zones(one.standard) },
          { key: 'windows', title: t('windows'), render: (_, one) => cells.windows(one.standard) },
          { key: 'staffing', title: t('staffing'), render: (_, one) => cells.staffing(one.standard) },
          { key: 'devices', title: t('devices'), render: (_, one) => cells.devices(one.standard) },
          {
            key: 'version',
            title: t('version'),
            width: 120,
            render: (_, one) =>
              one.version === 0 ? t('shipped') : t('versionBy', { version: one.version, by: one.changedBy }),
          },
        ]}
      />
      <div className={styles.below}>
        <Deviating key={format} format={format} onBranch={onBranch} />
        <Versions format={format} />
      </div>
      {editing && current && root && (
        <StandardSheet
          format={format}
          current={current}
          orgUnitId={root.id}
          onClose={() => setEditing(false)}
        />
      )}
    </ListPage>
  );
}

function Deviating({
  format,
  onBranch,
}: {
  readonly format: BranchFormat;
  readonly onBranch: (branchId: string) => void;
}) {
  const t = useText(formatsText);
  const o = useText(organizationText);
  const query = useQuery(deviatingQuery(format));
  const data = query.data;
  return (
    <Panel
      title={`${o(`format.${format}`)} · ${t('deviating')}`}
      hint={data && data.total > 0 && t('deviatingCount', { count: data.total })}
    >
      {query.error && !data ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : !data ? (
        <ListSkeleton rows={4} height={40} />
      ) : data.total === 0 ? (
        <p>{t('deviatingNone')}</p>
      ) : (
        <>
          {data.branches.map(({ id, name, code, deviations }) => (
            <div key={id} className={styles.branch}>
              <div>
                <Button kind="link" onClick={() => onBranch(id)}>
                  {name}
                </Button>{' '}
                <span className="num">{code}</span>
              </div>
              <DeviationList deviations={deviations} />
            </div>
          ))}
          {data.total > data.branches.length && <p>{t('deviatingMore', { total: data.total })}</p>}
        </>
      )}
    </Panel>
  );
}

function Versions({ format }: { readonly format: BranchFormat }) {
  const t = useText(formatsText);
  const show = useFormat();
  const query = useQuery(standardVersionsQuery(format));
  return (
    <Panel title={t('history')}>
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ol className={styles.versions}>
          {query.data?.versions.map(({ version, changedAt, changedBy, reason }) => (
            <li key={version}>
              <b>{version === 0 ? t('shipped') : t('versionBy', { version, by: changedBy })}</b>
              {changedAt !== null && <p className="num">{show.stamp(changedAt)}</p>}
              {reason !== '' && <p>{reason}</p>}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
