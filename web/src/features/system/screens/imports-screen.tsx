import { ImportState, type Import, type ImportKind } from '@huiting/contracts/system';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { currentLocale, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import type { TagKind } from '../../../ui/tag.tsx';
import { DropFile } from '../components/drop-file.tsx';
import { ImportDetail } from '../components/import-detail.tsx';
import { SaveLink } from '../components/save-link.tsx';
import { importKindsQuery, importsQuery, sendFile, systemKeys } from '../system.queries.ts';
import { importText } from '../system.text.ts';
import styles from './imports-screen.module.css';

const tags: Readonly<Record<Import['state'], TagKind>> = {
  uploading: 'idle',
  checking: 'info',
  checked: 'warn',
  importing: 'info',
  done: 'ok',
  refused: 'danger',
  cancelled: 'idle',
};

interface ImportsScreenProps {
  /** The open `import`, of which `kind` the next will be, and of the list `state` and `q`. */
  readonly address: ListAddress;
}

/** SY-08: a file in, every row checked, the good ones imported; the register out. */
export function ImportsScreen({ address }: ImportsScreenProps) {
  const { words, change } = address;
  const openId = words['import'] ?? null;
  const t = useText(importText);
  const kinds = useQuery(importKindsQuery);
  const imports = useQuery(importsQuery);
  const chosen = kinds.data?.kinds.find((one) => one.kind === words['kind']) ?? kinds.data?.kinds[0];
  const opened = imports.data?.imports.find(({ id }) => id === openId);
  if (chosen === undefined || kinds.data === undefined)
    return kinds.error ? (
      <ErrorPanel page error={kinds.error} title={t('failed')} onRetry={() => void kinds.refetch()} />
    ) : (
      <ListSkeleton rows={6} height={48} />
    );
  return (
    <ListPage title={t('title')} hint={t('hint')}>
      <NewImport
        kinds={kinds.data.kinds}
        chosen={chosen}
        onKind={(kind) => change({ kind })}
        onSent={(id) => change({ import: id })}
      />
      {opened && (
        <ImportDetail
          key={opened.id}
          record={opened}
          kind={kinds.data.kinds.find((one) => one.kind === opened.kind) ?? chosen}
          onClose={() => change({ import: null })}
        />
      )}
      <Panel title={t('mine')} hint={t('mineHint')} flush>
        <ImportList query={imports} kinds={kinds.data.kinds} address={address} />
      </Panel>
    </ListPage>
  );
}

function NewImport({
  kinds,
  chosen,
  onKind,
  onSent,
}: {
  readonly kinds: readonly ImportKind[];
  readonly chosen: ImportKind;
  readonly onKind: (kind: string) => void;
  readonly onSent: (id: string) => void;
}) {
  const t = useText(importText);
  const queries = useQueryClient();
  const tell = useProblemToast();
  const [share, setShare] = useState<number | null>(null);
  const word = (both: { zh: string; en: string }): string => (currentLocale() === 'en' ? both.en : both.zh);
  async function send(file: File) {
    setShare(0);
    try {
      const id = await sendFile(chosen.kind, file, setShare, new AbortController().signal);
      await queries.invalidateQueries({ queryKey: systemKeys.imports });
      onSent(id);
    } catch (error) {
      tell(error);
    } finally {
      setShare(null);
    }
  }
  return (
    <Panel title={t('what')}>
      <div className={styles.fresh}>
        <div className={styles.choice}>
          <Segmented<string>
            label={t('what')}
            value={chosen.kind}
            disabled={share !== null}
            onChange={onKind}
            options={kinds.map((one) => ({ value: one.kind, label: word(one.title) }))}
          />
          <SaveLink
            path={`/import-templates/${chosen.kind}/template.csv`}
            name={`${word(chosen.title)} ${t('template')}.csv`}
          >
            {t('template')}
          </SaveLink>
          <SaveLink path={`/exports/${chosen.kind}/rows.csv`} name={`${word(chosen.title)}.csv`}>
            {t('exportAll')}
          </SaveLink>
        </div>
        <DropFile share={share} onFile={(file) => void send(file)} />
        <dl className={styles.columns}>
          {chosen.columns.map((column) => (
            <div key={column.name}>
              <dt data-required={column.required || undefined}>{word(column.title)}</dt>
              {word(column.note) !== '' && <dd>{word(column.note)}</dd>}
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}

function ImportList({
  query,
  kinds,
  address: { words, change },
}: {
  readonly query: { data: { imports: Import[] } | undefined; error: unknown; refetch: () => unknown };
  readonly kinds: readonly ImportKind[];
  readonly address: ListAddress;
}) {
  const t = useText(importText);
  const format = useFormat();
  const state = oneOf(ImportState.options, words['state']);
  const titleOf = (kind: string): string => {
    const title = kinds.find((one) => one.kind === words['kind'])?.title;
    return title === undefined ? kind : currentLocale() === 'en' ? title.en : title.zh;
  };
  const number = (value: number) => <span className="num num-medium">{format.integer(value)}</span>;
  return (
    <QueryTable<Import>
      bare
      list="imports"
      rows={query.data?.imports.filter((one) => state === undefined || one.state === state)}
      filtered={state !== undefined}
      onClearFilters={() => change({ state: null, q: null })}
      find={{
        words: words['q'],
        onWords: (q) => change({ q }),
        of: (one) => [one.fileName, titleOf(one.kind)],
      }}
      filters={
        <ChoiceFilter
          label={t('state')}
          value={state}
          options={ImportState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(next) => change({ state: next })}
        />
      }
      rowKey={({ id }) => id}
      error={query.error}
      onRetry={() => void query.refetch()}
      emptyWords={t('none')}
      selectedKey={words['import'] ?? null}
      onOpen={({ id }) => change({ import: id })}
      scrollX={860}
      columns={[
        { key: 'file', title: t('file'), dataIndex: 'fileName', ellipsis: true },
        { key: 'kind', title: t('kind'), width: 110, render: (_, { kind }) => titleOf(kind) },
        {
          key: 'state',
          title: t('state'),
          width: 110,
          render: (_, { state }) => <Tag kind={tags[state]}>{t(`state.${state}`)}</Tag>,
        },
        {
          key: 'rows',
          title: t('rows'),
          width: 90,
          align: 'right',
          render: (_, { rows }) => number(rows.read),
        },
        {
          key: 'created',
          title: t('created'),
          width: 90,
          align: 'right',
          render: (_, { rows }) => number(rows.created),
        },
        {
          key: 'updated',
          title: t('updated'),
          width: 90,
          align: 'right',
          render: (_, { rows }) => number(rows.updated),
        },
        {
          key: 'unchanged',
          title: t('unchanged'),
          width: 100,
          align: 'right',
          render: (_, { rows }) => number(rows.unchanged),
        },
        {
          key: 'bad',
          title: t('bad'),
          width: 120,
          align: 'right',
          render: (_, { rows }) => number(rows.bad),
        },
        {
          key: 'at',
          title: t('at'),
          width: 150,
          render: (_, { startedAt }) => <span className="num num-medium">{format.stamp(startedAt)}</span>,
        },
      ]}
    />
  );
}
