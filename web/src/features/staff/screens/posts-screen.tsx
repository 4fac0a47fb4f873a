import { certificateNames, PostKind, type PostDefinition } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { EditPost } from '../components/edit-post.tsx';
import styles from '../components/staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { postsQuery } from '../staff.queries.ts';

interface PostsScreenProps {
  /** `kind`, `q`, and the open `post`: its code, or `new` for one to be added. */
  readonly address: ListAddress;
}

/** OS-08: the dictionary of posts, one open beside it. */
export function PostsScreen({ address: { words, change } }: PostsScreenProps) {
  const openCode = words['post'] ?? null;
  const onOpen = (post: string | null) => change({ post });
  const kind = oneOf(PostKind.options, words['kind']);
  const t = useText(postsText);
  const named = useNamed();
  const query = useQuery(postsQuery);
  const mayManage = usePermission('staff.manage');
  const posts = query.data?.posts;
  const exclusions = query.data?.exclusions ?? [];
  const othersOf = (code: string) =>
    exclusions.flatMap(({ post, other, rule }) =>
      post === code ? [{ other, rule }] : other === code ? [{ other: post, rule }] : [],
    );
  const nameOf = (code: string) => {
    const found = posts?.find((one) => one.code === code);
    return found ? named(found.name) : code;
  };
  const opened = posts?.find(({ code }) => code === openCode) ?? null;
  return (
    <ListPage
      drawer={
        (opened !== null || openCode === 'new') && (
          <DetailDrawer
            key={openCode}
            open
            width={520}
            onClose={() => onOpen(null)}
            title={opened ? named(opened.name) : t('addDuty')}
            subtitle={opened ? `${opened.code} · ${t(`kind.${opened.kind}`)}` : undefined}
          >
            {opened !== null && !mayManage ? (
              <PostFacts
                post={opened}
                others={othersOf(opened.code).map((one) => ({ ...one, name: nameOf(one.other) }))}
              />
            ) : (
              <EditPost
                key={opened?.version ?? 0}
                post={opened}
                posts={posts ?? []}
                excludes={opened ? othersOf(opened.code) : []}
                onSaved={onOpen}
              />
            )}
          </DetailDrawer>
        )
      }
      title={t('postsTitle')}
      hint={t('postsHint')}
      action={
        mayManage && (
          <Button kind="primary" icon="plus" onClick={() => onOpen('new')}>
            {t('addDuty')}
          </Button>
        )
      }
    >
      <QueryTable<PostDefinition>
        list="posts"
        rows={posts?.filter((one) => kind === undefined || one.kind === kind)}
        filtered={kind !== undefined}
        onClearFilters={() => change({ kind: null, q: null })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [named(one.name), one.code, named(one.duties)],
        }}
        filters={
          <ChoiceFilter
            label={t('kind')}
            value={kind}
            options={PostKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(next) => change({ kind: next })}
          />
        }
        rowKey={({ code }) => code}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        selectedKey={openCode}
        onOpen={({ code }) => onOpen(code)}
        rowState={({ isRetired }) => (isRetired ? 'idle' : undefined)}
        scrollX={900}
        columns={[
          {
            key: 'post',
            title: t('post'),
            render: (_, one) => (
              <span className={styles.name}>
                {named(one.name)}
                {one.isKey && <Tag kind="warn">{t('keyYes')}</Tag>}
                {one.isRetired && <Tag kind="idle">{t('retired')}</Tag>}
              </span>
            ),
          },
          { key: 'kind', title: t('kind'), render: (_, one) => t(`kind.${one.kind}`) },
          {
            key: 'requires',
            title: t('requires'),
            render: (_, one) =>
              one.requires.map((kind) => named(certificateNames[kind])).join('、') || (
                <span className={styles.none}>—</span>
              ),
          },
          {
            key: 'excludes',
            title: t('excludes'),
            render: (_, one) =>
              othersOf(one.code)
                .map(({ other }) => nameOf(other))
                .join('、') || <span className={styles.none}>—</span>,
          },
          {
            key: 'maxTenure',
            title: t('maxTenure'),
            align: 'right',
            render: (_, one) => (
              <span className="num">
                {one.maxTenureMonths === null ? t('noLimit') : t('months', { count: one.maxTenureMonths })}
              </span>
            ),
          },
          {
            key: 'holders',
            title: t('holders'),
            align: 'right',
            render: (_, one) => <span className="num">{t('people', { count: one.holders })}</span>,
          },
        ]}
      />
    </ListPage>
  );
}

function PostFacts({
  post,
  others,
}: {
  readonly post: PostDefinition;
  readonly others: readonly {
    readonly name: string;
    readonly rule: { readonly zh: string; readonly en: string };
  }[];
}) {
  const t = useText(postsText);
  const named = useNamed();
  return (
    <div className={styles.parts}>
      <section>
        <h3>{t('duties')}</h3>
        <p>{named(post.duties)}</p>
      </section>
      <section>
        <h3>{t('excludes')}</h3>
        <ul className={styles.rows}>
          {others.map(({ name, rule }) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{named(rule)}</span>
            </li>
          ))}
          {others.length === 0 && <li>{t('none')}</li>}
        </ul>
      </section>
    </div>
  );
}
