import { ApprovalState } from '@huiting/contracts/workflow';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useAddress } from '../shell/address.ts';
import { InboxPage } from './inbox-page.tsx';
import { inboxTabs, type InboxSearch } from './inbox.search.ts';

function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  const tab = inboxTabs.find((one) => one === search['tab']);
  const state = ApprovalState.options.find((one) => one === search['state']);
  const { q, at, approval, read } = search;
  return {
    ...(tab ? { tab } : {}),
    ...(state ? { state } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(read === 'no' ? { read } : {}),
    ...(typeof at === 'string' && typeof approval === 'string' ? { at, approval } : {}),
  };
}

/** For everybody who signs in: what waits for them and what they were told. */
export function InboxRoute() {
  const search = readInboxSearch(useSearch({ strict: false }) as Record<string, unknown>);
  const go = useNavigate();
  return (
    <InboxPage
      address={useAddress('/inbox')}
      search={search}
      onSearch={(next) => void go({ to: '/inbox', search: next, replace: true })}
    />
  );
}
