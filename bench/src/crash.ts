export const crash = (_o: unknown): Promise<Record<string, unknown>> => Promise.resolve({});
