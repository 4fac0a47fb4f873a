export const fanout = (_o: unknown): Promise<Record<string, unknown>> => Promise.resolve({});
