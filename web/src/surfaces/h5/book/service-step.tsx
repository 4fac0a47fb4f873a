import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon, iconNames, type IconName } from '../../../ui/icons/icon.tsx';
import { FewChoices } from '../frame/few-choices.tsx';
import { bookText } from './book.text.ts';
import styles from './service-step.module.css';

interface Service {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly description: { readonly zh: string; readonly en: string };
  readonly icon: string;
}
interface ServiceStepProps {
  readonly branch: { readonly name: string; readonly address: string };
  readonly services: readonly Service[];
  readonly onTake: () => void;
  readonly onChoose: (serviceTypeId: string) => void;
}

/** What the visit is for. */
export function ServiceStep({ branch, services, onTake, onChoose }: ServiceStepProps) {
  const t = useText(bookText);
  const named = useNamed();
  return (
    <>
      <div className={styles.branch}>
        <Icon name="pin" size="1.2em" />
        <span>
          <strong>{branch.name}</strong>
          <small>{branch.address}</small>
        </span>
      </div>
      <button type="button" className={styles.take} onClick={onTake}>
        <Icon name="ticket" size="1.5em" />
        <span className={styles.words}>
          <strong>{t('take')}</strong>
          <small>{t('takeHint')}</small>
        </span>
        <Icon name="chevronRight" />
      </button>
      <h2 className={styles.heading}>{t('bookHeading')}</h2>
      <FewChoices choices={services}>
        {(shown) => (
          <ul className={styles.list}>
            {shown.map((service) => (
              <li key={service.id}>
                <button type="button" className={styles.service} onClick={() => onChoose(service.id)}>
                  <span className={styles.icon}>
                    <Icon name={iconOf(service.icon)} size="1.5em" />
                  </span>
                  <span className={styles.words}>
                    <strong>{named(service.name)}</strong>
                    <small>{named(service.description)}</small>
                  </span>
                  <Icon name="chevronRight" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </FewChoices>
    </>
  );
}

/** Icons are named by the service's record; one this build does not know shows a ticket. */
function iconOf(name: string): IconName {
  return (iconNames as readonly string[]).includes(name) ? (name as IconName) : 'ticket';
}
