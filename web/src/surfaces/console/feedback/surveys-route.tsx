import { SurveyState, type Survey } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SurveyEditor } from '../../../features/feedback/surveys/survey-editor.tsx';
import { SurveyResults } from '../../../features/feedback/surveys/survey-results.tsx';
import { SurveyShare } from '../../../features/feedback/surveys/survey-share.tsx';
import { surveysQuery } from '../../../features/feedback/surveys/surveys.queries.ts';
import { surveysText } from '../../../features/feedback/surveys/surveys.text.ts';
import styles from '../../../features/feedback/surveys/surveys.module.css';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { oneOf } from '../../../lib/list-address.ts';
import { useMe, usePermission } from '../../../lib/session.tsx';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';

/** `/surveys?survey=<id>` */
export function SurveysRoute() {
  return (
    <Guarded permission="feedback.analyse">
      <Surveys />
    </Guarded>
  );
}

const tags = { draft: 'plain', published: 'ok', closed: 'info' } as const;

function Surveys() {
  const t = useText(surveysText);
  const named = useNamed();
  const format = useFormat();
  const me = useMe();
  const { words, change } = useAddress('/surveys');
  const mayEdit = usePermission('feedback.configure');
  const query = useQuery(surveysQuery);
  const units = useQuery(orgUnitsQuery).data?.units ?? [];
  const [adding, setAdding] = useState(false);
  const state = oneOf(SurveyState.options, words['state']);
  const openId = words['survey'] ?? null;
  const open = query.data?.surveys.find(({ id }) => id === openId) ?? null;
  const show = (id: string | null) => {
    setAdding(false);
    change({ survey: id });
  };
  // Asked where one works: of the own branch, or of everything below the topmost unit of the scope.
  const unit =
    units.find(({ code }) => code === me.branch?.code) ??
    units.toSorted((a, b) => a.path.length - b.path.length)[0];
  const period = ({ content: { validFrom, validUntil } }: Survey) =>
    validUntil === null
      ? t('noEnd', { from: format.day(validFrom) })
      : t('period', { from: format.day(validFrom), until: format.day(validUntil) });
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        <DetailDrawer
          open={open !== null || adding}
          onClose={() => show(null)}
          title={open ? named(open.content.title) : t('add')}
          {...(open ? { extra: <Tag kind={tags[open.state]}>{t(`state.${open.state}`)}</Tag> } : {})}
        >
          {adding && unit && (
            <Editor
              survey={null}
              orgUnitId={unit.id}
              onSaved={({ id }) => show(id)}
              onGone={() => show(null)}
            />
          )}
          {open && !adding && (
            <OneSurvey key={open.id} survey={open} mayEdit={mayEdit} onGone={() => show(null)} />
          )}
        </DetailDrawer>
      }
      action={
        mayEdit && (
          <Button kind="primary" icon="plus" disabled={unit === undefined} onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <QueryTable<Survey>
        list="surveys"
        rows={query.data?.surveys.filter((one) => state === undefined || one.state === state)}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [named(one.content.title), one.orgUnitName, one.changedBy],
        }}
        filters={
          <ChoiceFilter
            label={t('state')}
            value={state}
            options={SurveyState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        scrollX={900}
        selectedKey={openId}
        onOpen={({ id }) => show(id)}
        columns={[
          { key: 'name', title: t('name'), render: (_, one) => <b>{named(one.content.title)}</b> },
          { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
          {
            key: 'state',
            title: t('state'),
            render: (_, one) => (
              <>
                <Tag kind={tags[one.state]}>{t(`state.${one.state}`)}</Tag>
                {one.hasChanges && one.state === 'published' && <Tag kind="warn">{t('changes')}</Tag>}
              </>
            ),
          },
          { key: 'days', title: t('days'), render: (_, one) => period(one) },
          {
            key: 'answers',
            title: t('answers'),
            align: 'right',
            render: (_, one) => <span className="num">{format.integer(one.answers)}</span>,
          },
          {
            key: 'changed',
            title: t('changed'),
            render: (_, one) => `${one.changedBy} · ${format.stamp(one.changedAt)}`,
          },
        ]}
      />
    </ListPage>
  );
}

type Tab = 'edit' | 'share' | 'results';

function OneSurvey({
  survey,
  mayEdit,
  onGone,
}: {
  readonly survey: Survey;
  readonly mayEdit: boolean;
  readonly onGone: () => void;
}) {
  const t = useText(surveysText);
  const [tab, setTab] = useState<Tab>(survey.state === 'draft' && mayEdit ? 'edit' : 'results');
  const tabs: readonly Tab[] = mayEdit ? ['results', 'share', 'edit'] : ['results', 'share'];
  return (
    <div className={styles.drawer}>
      <Segmented<Tab>
        label={t('title')}
        value={tab}
        onChange={setTab}
        options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      {tab === 'results' && <SurveyResults surveyId={survey.id} />}
      {tab === 'share' && <SurveyShare survey={survey} />}
      {tab === 'edit' && (
        <Editor
          key={survey.version}
          survey={survey}
          orgUnitId={survey.orgUnitId}
          onSaved={() => undefined}
          onGone={onGone}
        />
      )}
    </div>
  );
}

function Editor(props: {
  readonly survey: Survey | null;
  readonly orgUnitId: string;
  readonly onSaved: (survey: Survey) => void;
  readonly onGone: () => void;
}) {
  const format = useFormat();
  const now = useBusinessNow(60_000);
  return <SurveyEditor {...props} today={format.businessDate(now)} />;
}
