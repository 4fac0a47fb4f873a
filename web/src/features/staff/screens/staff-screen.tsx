import { CertificateState, Grade, Post, type StaffRow } from '@huiting/contracts/staff';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Avatar } from '../../../ui/brand.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { CertificateTag } from '../components/certificate-tag.tsx';
import type { Unit } from '../components/change-person.tsx';
import { HireSheet } from '../components/hire-sheet.tsx';
import { StaffDrawer, type StaffTab } from '../components/staff-drawer.tsx';
import styles from '../components/staff.module.css';
import { staffQuery, type StaffSearch } from '../staff.queries.ts';
import { staffText } from '../staff.text.ts';

interface StaffScreenProps {
  readonly search: StaffSearch;
  readonly onSearch: (search: StaffSearch) => void;
  /** Branches in scope: to choose from. */
  readonly branches: readonly { readonly id: string; readonly name: string }[];
  readonly units: readonly Unit[];
  /** Who is open beside the list, from the address. */
  readonly openId: string | null;
  readonly tab: StaffTab;
  readonly onOpen: (staffId: string | null, tab?: StaffTab) => void;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
  /** The way to the register as a file. */
  readonly fileActs: ReactNode;
}

/** The staff register within the caller's scope, one person open beside it. */
export function StaffScreen(props: StaffScreenProps) {
  const { search, onSearch, branches, openId, onOpen } = props;
  const t = useText(staffText);
  const query = useInfiniteQuery(staffQuery(search));
  const staff = query.data?.pages.flatMap((page) => page.items);
  const mayApply = usePermission('staff.apply');
  // The file holds more than the list: the register with all that whoever keeps it may see.
  const mayEdit = usePermission('staff.edit');
  const [hiring, setHiring] = useState(false);
  const change = (next: { readonly [K in keyof StaffSearch]?: StaffSearch[K] | undefined }) => {
    const whole = Object.entries({ ...search, ...next }).filter(([, value]) => value);
    onSearch(Object.fromEntries(whole) as StaffSearch);
  };
  return (
    <ListPage
      drawer={
        openId !== null && (
          <StaffDrawer
            key={openId}
            staffId={openId}
            tab={props.tab}
            onTab={(tab) => onOpen(openId, tab)}
            units={props.units}
            onClose={() => onOpen(null)}
            onApproval={props.onApproval}
          />
        )
      }
      title={t('title')}
      hint={t('hint')}
      action={
        <>
          {props.fileActs}
          {mayApply && (
            <Button kind="primary" icon="plus" onClick={() => setHiring(true)}>
              {t('hire')}
            </Button>
          )}
        </>
      }
    >
      <QueryTable<StaffRow>
        list="staff"
        {...(mayEdit
          ? { file: { kind: 'staff', filter: { ...search }, keyOf: ({ number }: StaffRow) => number } }
          : {})}
        rows={staff}
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={Object.keys(search).length > 0}
        onClearFilters={() => onSearch({})}
        emptyWords={t('none')}
        selectedKey={openId}
        onOpen={(one) => onOpen(one.id)}
        scrollX={860}
        filters={
          <>
            <SearchWords
              label={t('search')}
              value={search.q ?? ''}
              onChange={(q) => change({ q: q || undefined })}
            />
            <ChoiceFilter
              label={t('postColumn')}
              any={t('anyPost')}
              value={search.post}
              options={Post.options.map((value) => ({ value, label: t(`post.${value}`) }))}
              onChange={(post) => change({ post })}
            />
            {branches.length > 1 && (
              <ChoiceFilter
                label={t('branch')}
                any={t('anyBranch')}
                value={search.branch}
                options={branches.map((branch) => ({ value: branch.id, label: branch.name }))}
                onChange={(branch) => change({ branch })}
              />
            )}
            <ChoiceFilter
              label={t('grade')}
              any={t('anyGrade')}
              value={search.grade}
              options={Grade.options.map((value) => ({ value, label: value }))}
              onChange={(grade) => change({ grade })}
            />
            <ChoiceFilter
              label={t('certificates')}
              any={t('anyCertificates')}
              value={search.certificates}
              options={CertificateState.options.map((value) => ({ value, label: t(`certificate.${value}`) }))}
              onChange={(certificates) => change({ certificates })}
            />
            <ChoiceFilter
              label={t('employment')}
              any={t('present')}
              value={search.left}
              options={[{ value: 'yes' as const, label: t('gone') }]}
              onChange={(left) => change({ left })}
            />
          </>
        }
        columns={[
          {
            key: 'name',
            title: t('name'),
            render: (_, one) => (
              <span className={styles.name}>
                <Avatar name={one.name} size={24} />
                {one.name}
              </span>
            ),
          },
          {
            key: 'number',
            title: t('number'),
            render: (_, one) => <span className="num num-medium">{one.number}</span>,
          },
          { key: 'post', title: t('postColumn'), render: (_, one) => t(`post.${one.post}`) },
          { key: 'branch', title: t('branch'), dataIndex: 'orgUnitName' },
          {
            key: 'grade',
            title: t('grade'),
            render: (_, one) =>
              one.grade === null ? (
                <span className={styles.none}>{t('ungraded')}</span>
              ) : (
                <Tag kind="info">{one.grade}</Tag>
              ),
          },
          {
            key: 'certificates',
            title: t('certificates'),
            render: (_, one) => <CertificateTag state={one.certificates} />,
          },
          {
            key: 'entered',
            title: t('entered'),
            render: (_, one) => <span className="num">{one.enteredOn ?? '—'}</span>,
          },
        ]}
      />
      <ListMore count={staff?.length} query={query} />
      {hiring && <HireSheet units={props.units} onClose={() => setHiring(false)} />}
    </ListPage>
  );
}
