import type { ApprovalDefinition } from '@huiting/contracts/workflow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { DefinitionEditor } from '../components/definition-editor.tsx';
import { definitionsQuery } from '../workflow.inbox.queries.ts';
import { definitionsText } from '../workflow.definitions.text.ts';

interface DefinitionsScreenProps {
  /** `q`, and the open `kind`. */
  readonly address: ListAddress;
}

/** Who decides on what: the steps in force of every sort of application. */
export function DefinitionsScreen({ address: { words, change } }: DefinitionsScreenProps) {
  const openKind = words['kind'] ?? null;
  const onOpen = (kind: string | null) => change({ kind });
  const t = useText(definitionsText);
  const named = useNamed();
  const format = useFormat();
  const mayManage = usePermission('approval.manage');
  const query = useQuery(definitionsQuery);
  const open = query.data?.find(({ kind }) => kind === openKind) ?? null;
  const [round, setRound] = useState(0);
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        open && (
          <DefinitionEditor
            // A published version begins a fresh draft.
            key={`${open.kind} ${open.version} ${round}`}
            definition={open}
            mayManage={mayManage}
            onClose={() => onOpen(null)}
            onAnew={() => setRound(round + 1)}
          />
        )
      }
    >
      <QueryTable<ApprovalDefinition>
        list="approval-steps"
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [named(one.name), ...one.steps.map(({ name }) => named(name))],
        }}
        rows={query.data}
        rowKey={({ kind }) => kind}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        selectedKey={openKind}
        onOpen={({ kind }) => onOpen(kind)}
        columns={[
          { key: 'kind', title: t('kind'), render: (_, one) => <strong>{named(one.name)}</strong> },
          {
            key: 'steps',
            title: t('steps'),
            render: (_, one) => one.steps.map(({ name }) => named(name)).join(' → '),
          },
          {
            key: 'version',
            title: t('version'),
            render: (_, one) =>
              one.version === 0 ? t('shipped') : <span className="num">{one.version}</span>,
          },
          {
            key: 'running',
            title: t('running'),
            align: 'right',
            render: (_, one) => <span className="num">{one.running}</span>,
          },
          {
            key: 'published',
            title: t('published'),
            render: (_, one) =>
              one.publishedAt === null ? '—' : `${one.publishedBy ?? ''} ${format.stamp(one.publishedAt)}`,
          },
        ]}
      />
    </ListPage>
  );
}
