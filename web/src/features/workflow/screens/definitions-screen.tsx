import type { ApprovalDefinition } from '@huiting/contracts/workflow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { DefinitionEditor } from '../components/definition-editor.tsx';
import { definitionsQuery } from '../workflow.inbox.queries.ts';
import { definitionsText } from '../workflow.definitions.text.ts';
import styles from './definitions-screen.module.css';

interface DefinitionsScreenProps {
  /** From the address; null = none is open. */
  readonly openKind: string | null;
  readonly onOpen: (kind: string | null) => void;
}

/** Who decides on what: the steps in force of every sort of application. */
export function DefinitionsScreen({ openKind, onOpen }: DefinitionsScreenProps) {
  const t = useText(definitionsText);
  const named = useNamed();
  const format = useFormat();
  const mayManage = usePermission('approval.manage');
  const query = useQuery(definitionsQuery);
  const open = query.data?.find(({ kind }) => kind === openKind) ?? null;
  const [round, setRound] = useState(0);
  return (
    <div className={styles.split}>
      <ListPage plain title={t('title')} hint={t('hint')}>
        <QueryTable<ApprovalDefinition>
          rows={query.data}
          rowKey={({ kind }) => kind}
          error={query.error}
          onRetry={() => void query.refetch()}
          emptyWords={t('none')}
          selectedKey={openKind}
          onOpen={({ kind }) => onOpen(kind)}
          columns={[
            { title: t('kind'), render: (_, one) => <strong>{named(one.name)}</strong> },
            {
              title: t('steps'),
              render: (_, one) => one.steps.map(({ name }) => named(name)).join(' → '),
            },
            {
              title: t('version'),
              render: (_, one) =>
                one.version === 0 ? t('shipped') : <span className="num">{one.version}</span>,
            },
            {
              title: t('running'),
              align: 'right',
              render: (_, one) => <span className="num">{one.running}</span>,
            },
            {
              title: t('published'),
              render: (_, one) =>
                one.publishedAt === null ? '—' : `${one.publishedBy ?? ''} ${format.stamp(one.publishedAt)}`,
            },
            {
              title: <span className="visually-hidden">{t(mayManage ? 'edit' : 'view')}</span>,
              width: 110,
              render: (_, one) => (
                <Button size="small" onClick={() => onOpen(one.kind)}>
                  {t(mayManage ? 'edit' : 'view')}
                </Button>
              ),
            },
          ]}
        />
      </ListPage>
      {open && (
        <DefinitionEditor
          // A published version begins a fresh draft.
          key={`${open.kind} ${open.version} ${round}`}
          definition={open}
          mayManage={mayManage}
          onClose={() => onOpen(null)}
          onAnew={() => setRound(round + 1)}
        />
      )}
    </div>
  );
}
