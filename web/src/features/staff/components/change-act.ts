import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand, type Command } from '../../../lib/command.ts';
import { useNamed } from '../../../lib/i18n.ts';
import type { ApiProblem } from '../../../lib/problem.ts';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { staffKey } from '../staff.queries.ts';

/**
 * A command of this room: whatever it changed is asked anew, and a refusal by a rule of posts is told with the rule, not only its kind.
 */
export function useStaffCommand(): Command {
  const queries = useQueryClient();
  const toast = useToast();
  const named = useNamed();
  const { run, busy } = useCommand(useProblemToast());
  return {
    busy,
    run: async <E extends Endpoint>(
      endpoint: E,
      input: CallOf<E>,
      options?: Parameters<Command['run']>[2],
    ): Promise<OutputOf<E> | null> => {
      const answer = await run(endpoint, input, {
        onProblem: (problem) => {
          if (options?.onProblem?.(problem)) return true;
          const rule = ruleOf(problem);
          if (rule === null) return false;
          toast({ words: `${problem.title}：${named(rule)}`, kind: 'danger', forMs: 8_000 });
          return true;
        },
      });
      if (answer !== null) await queries.invalidateQueries({ queryKey: staffKey });
      return answer;
    },
  };
}

/** The words of the rule in a refusal of a post. */
function ruleOf(problem: ApiProblem): { readonly zh: string; readonly en: string } | null {
  const detail = problem.detail as { words?: { zh: string; en: string } } | null | undefined;
  return detail?.words ?? null;
}
