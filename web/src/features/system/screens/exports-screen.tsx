import { exportEndpoints, ExportState } from '@huiting/contracts/system';
import type { Export } from '@huiting/contracts/system';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag, type TagKind } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { SaveLink } from '../components/save-link.tsx';
import { exportsQuery, isUnderWay, systemKeys } from '../system.queries.ts';
import { exportText } from '../system.export.text.ts';
import styles from './exports-screen.module.css';

const tags: Readonly<Record<Export['state'], TagKind>> = {
  waiting: 'idle',
  running: 'info',
  done: 'ok',
  failed: 'danger',
  cancelled: 'idle',
};

/** SY-08: one's own lists as files; how far each is, and where it is fetched. */
export function ExportsScreen({ address: { words, change } }: { readonly address: ListAddress }) {
  const t = useText(exportText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(exportsQuery);
  const state = oneOf(ExportState.options, words['state']);
  const opened = query.data?.exports.find(({ id }) => id === words['export']);
  const number = (value: string) => <span className="num num-medium">{value}</span>;
  const columns: ListColumns<Export> = [
    { key: 'name', title: t('name'), dataIndex: 'fileName' },
    { key: 'kind', title: t('kind'), render: (_, one) => named(one.title) },
    { key: 'which', title: t('which'), render: (_, one) => <Which one={one} /> },
    {
      key: 'state',
      title: t('state'),
      render: (_, one) => <Tag kind={tags[one.state]}>{t(`state.${one.state}`)}</Tag>,
    },
    { key: 'rows', title: t('rows'), align: 'right', render: (_, one) => <Progress one={one} /> },
    {
      key: 'size',
      title: t('size'),
      align: 'right',
      render: (_, { bytes }) => number(bytes === 0 ? '—' : `${format.integer(Math.ceil(bytes / 1024))} KB`),
    },
    { key: 'asked', title: t('asked'), render: (_, one) => number(format.stamp(one.askedAt)) },
    {
      key: 'expires',
      title: t('expires'),
      render: (_, one) => number(one.expiresAt === null ? '—' : format.stamp(one.expiresAt)),
    },
    { key: 'acts', title: '', width: 110, render: (_, one) => <Acts one={one} /> },
  ];
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        words['export'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened && named(opened.title)}
            subtitle={opened?.fileName}
            foot={opened && <Acts one={opened} />}
            onClose={() => change({ export: null })}
          >
            {opened?.problem && <p role="alert">{opened.problem.message}</p>}
          </RowDrawer>
        )
      }
    >
      <QueryTable<Export>
        list="exports"
        rows={query.data?.exports.filter((one) => state === undefined || one.state === state)}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        emptyWords={t('none')}
        selectedKey={words['export'] ?? null}
        onOpen={({ id }) => change({ export: id })}
        scrollX={960}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.fileName, named(one.title)],
        }}
        filters={
          <ChoiceFilter
            label={t('state')}
            value={state}
            options={ExportState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        columns={columns}
      />
    </ListPage>
  );
}

/** All of a list, what its filters found, or rows that were named. */
function Which({ one }: { readonly one: Export }) {
  const t = useText(exportText);
  if (one.chosen !== null) return t('chosen', { count: one.chosen });
  const filters = Object.values(one.filter);
  // Ids say nothing to people: what was chosen by them is told by how many there are.
  const words = filters.map((value) => (/^[0-9a-f]{8}-/.test(value) ? '…' : value));
  return words.length === 0 ? t('whole') : t('filters', { words: words.join(' · ') });
}

function Progress({ one: { rows, state } }: { readonly one: Export }) {
  const t = useText(exportText);
  const format = useFormat();
  const words =
    rows.all === null || state === 'done'
      ? format.integer(rows.done)
      : t('rowsOf', { done: format.integer(rows.done), all: format.integer(rows.all) });
  return (
    <span className={styles.progress}>
      <span className="num num-medium">{words}</span>
      {isUnderWay(state) && (
        <progress
          aria-label={t('progress')}
          {...(rows.all === null ? {} : { value: rows.done, max: Math.max(1, rows.all) })}
        />
      )}
    </span>
  );
}

function Acts({ one }: { readonly one: Export }) {
  const t = useText(exportText);
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  if (one.state === 'done')
    return (
      <SaveLink path={`/export-jobs/${one.id}/file.csv`} name={one.fileName}>
        {t('fetch')}
      </SaveLink>
    );
  if (!isUnderWay(one.state)) return null;
  async function stop() {
    if (await run(exportEndpoints.cancelExport, { exportId: one.id })) toast({ words: t('stopped') });
    await queries.invalidateQueries({ queryKey: systemKeys.exports });
  }
  return (
    <Button
      size="small"
      busy={busy !== null}
      onClick={(event) => {
        event.stopPropagation();
        void stop();
      }}
    >
      {t('stop')}
    </Button>
  );
}
