import { Post, type StaffMember } from '@huiting/contracts/staff';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useText } from '../../../lib/i18n.ts';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Avatar } from '../../../ui/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { staffQuery, type StaffSearch } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';
import styles from './staff-screen.module.css';

interface StaffScreenProps {
  readonly search: StaffSearch;
  readonly onSearch: (search: StaffSearch) => void;
  /** Branches in scope: to choose from, and to name a home branch. */
  readonly branches: readonly { readonly id: string; readonly name: string }[];
}

/** The staff register within the caller's scope. */
export function StaffScreen({ search, onSearch, branches }: StaffScreenProps) {
  const t = useText(staffText);
  const query = useInfiniteQuery(staffQuery(search));
  const staff = query.data?.pages.flatMap((page) => page.items);
  const change = (next: { readonly [K in keyof StaffSearch]?: StaffSearch[K] | undefined }) => {
    const { branch, post, q } = { ...search, ...next };
    onSearch({ ...(branch ? { branch } : {}), ...(post ? { post } : {}), ...(q ? { q } : {}) });
  };
  return (
    <ListPage title={t('title')} hint={t('hint')}>
      <QueryTable<StaffMember>
        rows={staff}
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={Object.keys(search).length > 0}
        onClearFilters={() => onSearch({})}
        emptyWords={t('none')}
        filters={
          <>
            <SearchWords
              label={t('search')}
              value={search.q ?? ''}
              onChange={(q) => change({ q: q || undefined })}
            />
            <Select<StaffMember['post'] | ''>
              value={search.post ?? ''}
              aria-label={t('postColumn')}
              className={styles.select ?? ''}
              onChange={(value) => change({ post: value === '' ? undefined : value })}
              options={(['', ...Post.options] as const).map((value) => ({
                value,
                label: value === '' ? t('anyPost') : t(`post.${value}`),
              }))}
            />
            {branches.length > 1 && (
              <Select
                value={search.branch ?? ''}
                aria-label={t('anyBranch')}
                className={styles.select ?? ''}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(value) => change({ branch: value || undefined })}
                options={[
                  { value: '', label: t('anyBranch') },
                  ...branches.map((branch) => ({ value: branch.id, label: branch.name })),
                ]}
              />
            )}
          </>
        }
        columns={[
          {
            title: t('name'),
            render: (_, one) => (
              <span className={styles.name}>
                <Avatar name={one.name} size={24} />
                {one.name}
              </span>
            ),
          },
          {
            title: t('number'),
            render: (_, one) => <span className="num num-medium">{one.number}</span>,
          },
          { title: t('postColumn'), render: (_, one) => t(`post.${one.post}`) },
          {
            title: t('branch'),
            render: (_, one) =>
              one.homeBranchId === null
                ? t('headOffice')
                : (branches.find((branch) => branch.id === one.homeBranchId)?.name ?? '—'),
          },
          {
            title: t('username'),
            render: (_, one) => one.username ?? <span className={styles.none}>{t('noLogin')}</span>,
          },
        ]}
      />
      {staff && staff.length > 0 && (
        <ListMore>
          {t('shown', { count: staff.length })}
          {query.hasNextPage ? (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : (
            <span>{t('end')}</span>
          )}
        </ListMore>
      )}
    </ListPage>
  );
}
