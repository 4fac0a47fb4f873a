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
import { roomsFor, type ConsoleRoom } from '../rooms.ts';
import { cardsFor, readHidden, waysOf } from './home.cards.ts';
import type { CardName } from './home.cards.ts';
import styles from './home-page.module.css';
import { homeText } from './home.text.ts';
import { AuditCard, HallCard, HealthCard, ImportsCard, InboxCard, SecurityCard } from './home-cards.tsx';

const faces: Readonly<Record<CardName, () => ReactNode>> = {
  inbox: InboxCard,
  halls: HallCard,
  security: SecurityCard,
  audit: AuditCard,
  imports: ImportsCard,
  health: HealthCard,
};

/** SY-07: what waits for this person now, and the ways they go; which cards and which ways are shown is kept with the login. */
export function HomeRoute() {
  const t = useText(homeText);
  const words = useText(consoleText);
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  const [hidden, keep] = usePreference('console.home.hidden', readHidden);
  const own = cardsFor(me.permissions, me.staff !== null);
  const shown = own.filter((name) => !hidden.includes(name));
  const rooms = roomsFor(me.permissions).filter(({ name }) => name !== 'home');
  const names = rooms.map(({ name }) => name);
  const [chosenWays, keepWays] = usePreference('console.home.ways', (kept) => waysOf(kept, names));
  const ways = rooms.filter(({ name }) => chosenWays.includes(name));
  return (
    <ListPage
      plain
      title={t('title', { name: me.name })}
      hint={me.branch?.name ?? me.roles.map((role) => words(`role.${role}` as 'role.teller')).join(' · ')}
      action={
        <Button icon="gear" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {t('choose')}
        </Button>
      }
    >
      {choosing && (
        <Panel>
          <div className={styles.choices}>
            {own.length > 1 && (
              <ChoiceChips<CardName>
                label={t('cards')}
                options={own.map((value) => ({ value, label: t(`card.${value}`) }))}
                chosen={shown}
                onChange={(chosen) => void keep(own.filter((name) => !chosen.includes(name)))}
              />
            )}
            <ChoiceChips<ConsoleRoom['name']>
              label={t('ways')}
              options={rooms.map(({ name }) => ({ value: name, label: words(`room.${name}`) }))}
              chosen={chosenWays}
              onChange={(chosen) => void keepWays(chosen)}
            />
          </div>
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
      {ways.length > 0 && (
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
      )}
    </ListPage>
  );
}
