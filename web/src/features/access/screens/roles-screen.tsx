import { permissions, type RoleCode } from '@huiting/contracts/access';
import type { RoleEntry } from '@huiting/contracts/access/role-book';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { postTemplatesQuery, rolesQuery } from '../access.queries.ts';
import { rolesText } from '../access.roles.text.ts';
import { accessText } from '../access.text.ts';
import { PostTemplateSheet, type Template } from '../components/post-template-sheet.tsx';
import { RoleDrawer } from '../components/role-drawer.tsx';
import styles from '../components/role-drawer.module.css';

interface RolesScreenProps {
  /** `q`, and `role` whose rights are open. */
  readonly address: ListAddress;
}

/** SE-02, SY-01: every role as it is enforced, and which come with which post. */
export function RolesScreen({ address: { words, change } }: RolesScreenProps) {
  const t = useText(rolesText);
  const a = useText(accessText);
  const format = useFormat();
  const query = useQuery(rolesQuery);
  const templates = useQuery(postTemplatesQuery);
  const [changing, setChanging] = useState<Template | null>(null);
  const opened = query.data?.roles.find(({ role }) => role === words['role']);
  const postsOf = (role: RoleCode) =>
    templates.data?.templates
      .filter(({ roles }) => roles.includes(role))
      .map(({ post }) => t(`post.${post}`));
  const roleTags = (roles: readonly RoleCode[], none: string) => (
    <span className={styles.tags}>
      {roles.length === 0 && <span className={styles.none}>{none}</span>}
      {roles.map((role) => (
        <Tag key={role} kind="plain">
          {a(`role.${role}`)}
        </Tag>
      ))}
    </span>
  );
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        opened && <RoleDrawer key={opened.role} entry={opened} onClose={() => change({ role: null })} />
      }
    >
      <QueryTable<RoleEntry>
        list="roles"
        rows={query.data?.roles}
        rowKey={({ role }) => role}
        error={query.error}
        onRetry={() => void query.refetch()}
        emptyWords={t('none')}
        selectedKey={words['role'] ?? null}
        onOpen={({ role }) => change({ role })}
        rowState={({ kind }) => (kind === 'terminal' || kind === 'demo' ? 'idle' : undefined)}
        scrollX={760}
        find={{
          label: t('find'),
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (entry) => [
            a(`role.${entry.role}`),
            entry.role,
            ...permissions
              .filter((one) => entry.permissions.includes(one))
              .flatMap((one) => [one, t(`may.${one}`)]),
          ],
        }}
        columns={[
          { key: 'role', title: t('role'), width: 170, render: (_, { role }) => a(`role.${role}`) },
          {
            key: 'how',
            title: t('how'),
            width: 230,
            render: (_, { kind, needsSecondFactor }) => (
              <span className={styles.tags}>
                <Tag kind={kind === 'privileged' ? 'warn' : 'plain'}>{t(`kind.${kind}`)}</Tag>
                {needsSecondFactor && <Tag kind="info">{t('factor')}</Tag>}
              </span>
            ),
          },
          {
            key: 'posts',
            title: t('posts'),
            render: (_, { role, kind }) => {
              const posts = postsOf(role);
              if (posts === undefined || kind === 'terminal' || kind === 'demo') return null;
              return posts.length === 0 ? (
                <span className={styles.none}>{t('noPosts')}</span>
              ) : (
                <span className={styles.tags}>
                  {posts.map((post) => (
                    <Tag key={post} kind="plain">
                      {post}
                    </Tag>
                  ))}
                </span>
              );
            },
          },
          {
            key: 'rights',
            title: t('rights'),
            width: 90,
            align: 'right',
            render: (_, entry) => (
              <span className="num num-medium">{t('rightsCount', { count: entry.permissions.length })}</span>
            ),
          },
          {
            key: 'holders',
            title: t('holders'),
            width: 90,
            align: 'right',
            render: (_, { holders }) => <span className="num num-medium">{format.integer(holders)}</span>,
          },
        ]}
      />
      <Panel title={t('templates')} hint={t('templatesHint')} flush>
        <QueryTable<Template>
          bare
          rows={templates.data?.templates}
          rowKey={({ post }) => post}
          error={templates.error}
          onRetry={() => void templates.refetch()}
          scrollX={640}
          columns={[
            { key: 'post', title: t('post'), width: 170, render: (_, { post }) => t(`post.${post}`) },
            { key: 'roles', title: t('roles'), render: (_, { roles }) => roleTags(roles, t('noRoles')) },
            {
              key: 'source',
              title: t('source'),
              width: 170,
              render: (_, { version }) => (
                <span className={version === 0 ? styles.none : undefined}>
                  {version === 0 ? t('shipped') : t('own', { version })}
                </span>
              ),
            },
            {
              key: 'acts',
              title: '',
              width: 90,
              render: (_, template) => (
                <Button size="small" onClick={() => setChanging(template)}>
                  {t('change')}
                </Button>
              ),
            },
          ]}
        />
      </Panel>
      {changing && (
        <PostTemplateSheet
          template={changing}
          ordinary={(query.data?.roles ?? [])
            .filter(({ kind }) => kind === 'ordinary')
            .map(({ role }) => role)}
          onClose={() => setChanging(null)}
        />
      )}
    </ListPage>
  );
}
