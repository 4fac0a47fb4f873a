import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { postsText } from '../staff.posts.text.ts';
import { myHandoversQuery } from '../staff.queries.ts';
import { Handovers } from './handovers.tsx';

/** A window asks seldom: a handover is known days before, and the sheet asks often while it is open. */
const asksEveryMs = 5 * 60_000;

/** For a surface without an inbox: stands there while a post is to be given or taken, and opens its checklist. */
export function HandoverCall() {
  const t = useText(postsText);
  const me = useMe();
  const [open, setOpen] = useState(false);
  const query = useQuery({ ...myHandoversQuery, refetchInterval: asksEveryMs });
  const waiting = (query.data?.rotations ?? []).filter(
    ({ state, staffId, outgoing, incoming }) =>
      state === 'approved' && (staffId === me.staff?.id ? outgoing : incoming) === null,
  ).length;
  return (
    <>
      {(waiting > 0 || open) && (
        <Button kind="tint" icon="swap" onClick={() => setOpen(true)}>
          {waiting > 0 ? t('handoversWaiting', { count: waiting }) : t('handoversTitle')}
        </Button>
      )}
      {open && (
        <Sheet open side="side" width={520} onClose={() => setOpen(false)} title={t('handoversTitle')}>
          <Handovers />
        </Sheet>
      )}
    </>
  );
}
