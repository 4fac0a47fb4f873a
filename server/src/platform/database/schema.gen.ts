// Written by tools; replaced when the drift tool first runs.
// eslint-disable-next-line -- placeholder until generated
export type DB = Record<string, never>;
