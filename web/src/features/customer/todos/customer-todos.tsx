import { dueBusinessEndpoints } from '@huiting/contracts/customer/due-business';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { TodoList } from './todo-list.tsx';
import { todosText } from './todos.text.ts';

/** The same for a customer who has just come, before any call. */
export function CustomerTodos({
  branchId,
  customerId,
}: {
  readonly branchId: string;
  readonly customerId: string;
}) {
  const t = useText(todosText);
  const queries = useQueryClient();
  const queryKey = ['customer', 'todos', branchId, customerId] as const;
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(dueBusinessEndpoints.listTodos, { branchId, customerId }, { signal }),
  });
  if (query.isPending) return <ListSkeleton rows={1} height={56} />;
  if (query.error)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  if (query.data.todos.length === 0) return <p>{t('none')}</p>;
  return (
    <TodoList
      branchId={branchId}
      customerId={customerId}
      todos={query.data.todos}
      onSettled={(todos) => queries.setQueryData(queryKey, { todos: [...todos] })}
    />
  );
}
