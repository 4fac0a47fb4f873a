import type { OrgUnit } from '@huiting/contracts/organization';
import type { Parameter } from '@huiting/contracts/system';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { currentLocale, useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Button } from '../../../ui/button.tsx';
import { FilterEmpty } from '../../../ui/empty-state.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { ParameterHistory } from '../components/parameter-history.tsx';
import { ParameterSheet } from '../components/parameter-sheet.tsx';
import { parametersQuery } from '../system.queries.ts';
import { parameterText } from '../system.parameter.text.ts';
import styles from './parameters-screen.module.css';

interface ParametersScreenProps {
  readonly unit: OrgUnit;
  /** Units to choose from, in the order of the tree. */
  readonly units: readonly OrgUnit[];
  /** The `unit`, and `q`. */
  readonly address: ListAddress;
}

/** SY-02: what counts at a unit, whose decision it is, and what was decided before. */
export function ParametersScreen({ unit, units, address: { words, change } }: ParametersScreenProps) {
  const t = useText(parameterText);
  const query = useQuery(parametersQuery(unit.id));
  const [open, setOpen] = useState<{
    readonly what: 'edit' | 'history';
    readonly parameter: Parameter;
  } | null>(null);
  const wanted = (words['q'] ?? '').toLowerCase();
  const found = query.data?.parameters.filter(({ name, title, note }) =>
    [name, title.zh, title.en, note.zh, note.en].join(' ').toLowerCase().includes(wanted),
  );
  const groups = Object.entries(Object.groupBy(found ?? [], ({ room }) => room));
  const depth = (path: string): number => path.split('/').length - 3;
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      action={
        <div className={styles.unit} data-list="">
          <SearchWords
            label={t('find')}
            width={220}
            value={words['q'] ?? ''}
            onChange={(q) => change({ q })}
          />
          <SelectField
            label={t('unit')}
            value={unit.id}
            onChange={(event) => change({ unit: event.target.value })}
          >
            {units.map(({ id, name, path }) => (
              <option key={id} value={id}>
                {'\u3000'.repeat(Math.max(0, depth(path)))}
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      }
    >
      {query.data === undefined ? (
        <Panel flush>
          <Rows
            rows={undefined}
            error={query.error}
            onRetry={() => void query.refetch()}
            unit={unit}
            onOpen={setOpen}
          />
        </Panel>
      ) : groups.length === 0 ? (
        <FilterEmpty onClear={() => change({ q: null })} />
      ) : (
        groups.map(([room, rows = []]) => (
          <Panel key={room} title={t(`room.${room as 'access' | 'appointment' | 'feedback' | 'hall'}`)} flush>
            <Rows
              rows={rows}
              error={null}
              onRetry={() => void query.refetch()}
              unit={unit}
              onOpen={setOpen}
            />
          </Panel>
        ))
      )}
      {open?.what === 'edit' && (
        <ParameterSheet unit={unit} parameter={open.parameter} onClose={() => setOpen(null)} />
      )}
      {open?.what === 'history' && (
        <ParameterHistory unit={unit} parameter={open.parameter} onClose={() => setOpen(null)} />
      )}
    </ListPage>
  );
}

function Rows({
  rows,
  error,
  onRetry,
  unit,
  onOpen,
}: {
  readonly rows: readonly Parameter[] | undefined;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly unit: OrgUnit;
  readonly onOpen: (open: { readonly what: 'edit' | 'history'; readonly parameter: Parameter }) => void;
}) {
  const t = useText(parameterText);
  const format = useFormat();
  const word = (both: { zh: string; en: string }): string => (currentLocale() === 'en' ? both.en : both.zh);
  return (
    <QueryTable<Parameter>
      bare
      rows={rows}
      rowKey={({ name }) => name}
      error={error}
      onRetry={onRetry}
      scrollX={820}
      columns={[
        {
          key: 'name',
          title: t('name'),
          render: (_, { title, note }) => (
            <span className={styles.name}>
              {word(title)}
              <small>{word(note)}</small>
            </span>
          ),
        },
        {
          key: 'value',
          title: t('value'),
          width: 190,
          render: (_, { value, unit: measure, planned }) => (
            <span className={styles.name}>
              <span>
                <strong className="num">{format.integer(value)}</strong> {t(`unit.${measure}`)}
              </span>
              {planned !== null && (
                <small>
                  {planned.value === null
                    ? t('plannedBack', { date: format.stamp(planned.effectiveFrom) })
                    : t('planned', { date: format.stamp(planned.effectiveFrom), value: planned.value })}
                </small>
              )}
            </span>
          ),
        },
        {
          key: 'from',
          title: t('from'),
          width: 170,
          render: (_, { decidedAt }) =>
            decidedAt === null ? (
              <Tag kind="plain">{t('shipped')}</Tag>
            ) : decidedAt.orgUnitId === unit.id ? (
              <Tag kind="info">{t('own')}</Tag>
            ) : (
              decidedAt.name
            ),
        },
        {
          key: 'acts',
          title: '',
          width: 210,
          render: (_, parameter) => (
            <span className={styles.acts}>
              {parameter.mayChange ? (
                <Button size="small" onClick={() => onOpen({ what: 'edit', parameter })}>
                  {t('edit')}
                </Button>
              ) : (
                <small>
                  {t(parameter.scope === 'bank' && unit.parentId !== null ? 'bankOnly' : 'notMine')}
                </small>
              )}
              <Button size="small" kind="quiet" onClick={() => onOpen({ what: 'history', parameter })}>
                {t('history')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  );
}
