import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { usePreference } from '../../../lib/preference.ts';
import { useMe } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { consoleText } from '../console.text.ts';
import { roomsFor } from '../rooms.ts';
import { cardsFor, readHidden } from './home.cards.ts';
import type { CardName } from './home.cards.ts';
import styles from './home-page.module.css';
import { homeText } from './home.text.ts';
import { HallCard, HealthCard, ImportsCard, InboxCard } from './home-cards.tsx';

const faces: Readonly<Record<CardName, () => ReactNode>> = {
  inbox: InboxCard,
  halls: HallCard,
  imports: ImportsCard,
  health: HealthCard,
};

/** SY-07: what waits for this person now, and the ways they go; which cards are shown is kept with the login. */
export function HomeRoute() {
  const t = useText(homeText);
  const words = useText(consoleText);
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  const [hidden, keep] = usePreference('console.home.hidden', readHidden);
  const own = cardsFor(me.permissions, me.staff !== null);
  const shown = own.filter((name) => !hidden.includes(name));
  const ways = roomsFor(me.permissions).filter(({ name }) => name !== 'home');
  return (
    <ListPage
      plain
      title={t('title', { name: me.name })}
      hint={me.branch?.name ?? me.roles.map((role) => words(`role.${role}` as 'role.teller')).join(' · ')}
      action={
        own.length > 1 && (
          <Button icon="gear" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
            {t('choose')}
          </Button>
        )
      }
    >
      {choosing && (
        <Panel>
          <ChoiceChips<CardName>
            label={t('cards')}
            options={own.map((value) => ({ value, label: t(`card.${value}`) }))}
            chosen={shown}
            onChange={(chosen) => void keep(own.filter((name) => !chosen.includes(name)))}
          />
        </Panel>
      )}
      {shown.length > 0 && (
        <div className={styles.cards}>
          {shown.map((name) => {
            const Face = faces[name];
            return <Face key={name} />;
          })}
        </div>
      )}
      <Panel title={t('ways')}>
        <ul className={styles.ways}>
          {ways.map((room) => (
            <li key={room.name}>
              <Link to={room.path} className={styles.way}>
                <Icon name={room.icon} size={20} />
                <span>
                  {words(`room.${room.name}`)}
                  <small>{words(`group.${room.group}`)}</small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    </ListPage>
  );
}
