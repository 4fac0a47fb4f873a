/**
 * Who is a person right now: users and terminals with a session that is not the director's. Told by the server when it changes.
 * The rule of the house: where a person is, the simulator is not.
 */
export interface People {
  isPerson(userId: string): boolean;
  /** A person signed in on this surface as one of these users. */
  anyOn(surface: string, userIds: readonly string[]): boolean;
  /** A person looks after this terminal. */
  isTended(terminalId: string): boolean;
  tell(present: readonly Presence[]): void;
}

export interface Presence {
  readonly userId: string | null;
  readonly terminalId: string | null;
  readonly surface: string;
}

export function createPeople(): People {
  let users = new Map<string, Set<string>>();
  let terminals = new Set<string>();
  return {
    isPerson: (userId) => users.has(userId),
    anyOn: (surface, userIds) => userIds.some((id) => users.get(id)?.has(surface) ?? false),
    isTended: (terminalId) => terminals.has(terminalId),
    tell: (present) => {
      users = new Map();
      terminals = new Set();
      for (const { userId, terminalId, surface } of present) {
        if (terminalId !== null) terminals.add(terminalId);
        if (userId !== null) users.set(userId, (users.get(userId) ?? new Set()).add(surface));
      }
    },
  };
}
