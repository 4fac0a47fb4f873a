import { displayEndpoints, VoiceLanguage, type DisplaySetting } from '@huiting/contracts/queue';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ChoiceChips, SelectField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import styles from './notices.module.css';
import { displaySettingQuery } from './notices.queries.ts';
import { noticesText } from './notices.text.ts';

interface DisplayLanguagesProps {
  readonly branches: readonly { readonly id: string; readonly name: string }[];
}

/** Languages a hall's calls are spoken in, and its display is written in. */
export function DisplayLanguages({ branches }: DisplayLanguagesProps) {
  const t = useText(noticesText);
  const [chosen, setChosen] = useState<string | null>(null);
  const branchId = chosen ?? branches[0]?.id ?? null;
  return (
    <section className={styles.voice} aria-label={t('voice')}>
      <header>
        <h2>{t('voice')}</h2>
        <p>{t('voiceHint')}</p>
        {branches.length > 1 && (
          <SelectField
            label={t('branch')}
            value={branchId ?? ''}
            onChange={(event) => setChosen(event.target.value)}
          >
            {branches.map((branch) => (
              <option key={branch.id} value={branch.id}>
                {branch.name}
              </option>
            ))}
          </SelectField>
        )}
      </header>
      {branchId !== null && <Setting key={branchId} branchId={branchId} />}
    </section>
  );
}

function Setting({ branchId }: { readonly branchId: string }) {
  const query = useQuery(displaySettingQuery(branchId));
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={2} height={40} />;
  return <Form key={query.data.version} branchId={branchId} setting={query.data} />;
}

interface FormProps {
  readonly branchId: string;
  readonly setting: DisplaySetting & { readonly version: number };
}
function Form({ branchId, setting }: FormProps) {
  const t = useText(noticesText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [spoken, setSpoken] = useState<readonly VoiceLanguage[]>(setting.spoken);
  const [both, setBoth] = useState(setting.shown.length > 1);
  const shown: DisplaySetting['shown'] = both ? ['zh-CN', 'en'] : ['zh-CN'];
  const same = spoken.join() === setting.spoken.join() && shown.join() === setting.shown.join();

  async function save() {
    const answer = await command.run(displayEndpoints.saveDisplaySetting, {
      branchId,
      version: setting.version,
      spoken: [...spoken],
      shown,
    });
    await queries.invalidateQueries({ queryKey: displaySettingQuery(branchId).queryKey });
    if (answer) toast({ words: t('voiceSaved') });
  }

  return (
    <>
      <div className={styles.setting}>
        <span>{t('spoken')}</span>
        <ChoiceChips
          label={t('spoken')}
          options={VoiceLanguage.options.map((value) => ({ value, label: t(`spoken.${value}`) }))}
          chosen={spoken}
          onChange={(next) => next.length > 0 && setSpoken(next)}
        />
        <span>{t('sample')}</span>
        <ol className={styles.sample}>
          {spoken.map((language) => (
            <li key={language}>{t(`sample.${language}`)}</li>
          ))}
        </ol>
        <span>{t('shown')}</span>
        <ChoiceChips
          single
          label={t('shown')}
          options={[
            { value: 'zh', label: t('shown.zh') },
            { value: 'both', label: t('shown.both') },
          ]}
          chosen={[both ? 'both' : 'zh']}
          onChange={([next]) => setBoth(next === 'both')}
        />
      </div>
      <div>
        <Button kind="primary" disabled={same} busy={command.busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </>
  );
}
