import type { ApprovalSearch } from '../../../features/workflow/workflow.inbox.queries.ts';

export const inboxTabs = ['todos', 'messages', 'mine', 'all'] as const;

/** What the address of the inbox says; `at` and `approval` open one approval beside the list. */
export interface InboxSearch extends ApprovalSearch {
  readonly tab?: (typeof inboxTabs)[number];
  /** Of the messages: only those not read. */
  readonly read?: 'no';
  readonly at?: string;
  readonly approval?: string;
}
