import {
  exportEndpoints,
  importEndpoints,
  operationEndpoints,
  parameterEndpoints,
} from '@huiting/contracts/system';
import type { ExportState, ImportState } from '@huiting/contracts/system';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';
import { sendFile as sendBytes } from '../../lib/file-transfer.ts';
import { ApiProblem } from '../../lib/problem.ts';

export const systemKeys = {
  imports: ['system', 'imports'] as const,
  exports: ['system', 'exports'] as const,
  parameters: (unitId: string) => ['system', 'parameters', unitId] as const,
  jobs: ['system', 'jobs'] as const,
};

/** Somebody else's step: the runner's. */
export const isAtWork = (state: ImportState): boolean => state === 'checking' || state === 'importing';

export const importKindsQuery = queryOptions({
  queryKey: ['system', 'importKinds'],
  queryFn: ({ signal }) => call(importEndpoints.listImportKinds, {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const importsQuery = queryOptions({
  queryKey: systemKeys.imports,
  queryFn: ({ signal }) => call(importEndpoints.listImports, {}, { signal }),
  // While something moves it is seen moving.
  refetchInterval: (query) => (query.state.data?.imports.some(({ state }) => isAtWork(state)) ? 700 : 15_000),
});

/** Still waiting, or being written. */
export const isUnderWay = (state: ExportState): boolean => state === 'waiting' || state === 'running';

export const exportsQuery = queryOptions({
  queryKey: systemKeys.exports,
  queryFn: ({ signal }) => call(exportEndpoints.listExports, {}, { signal }),
  refetchInterval: (query) =>
    query.state.data?.exports.some(({ state }) => isUnderWay(state)) ? 700 : 15_000,
});

export const badRowsQuery = (importId: string) =>
  infiniteQueryOptions({
    queryKey: ['system', 'badRows', importId],
    queryFn: ({ signal, pageParam }) =>
      call(
        importEndpoints.listBadRows,
        { importId, ...(pageParam === null ? {} : { cursor: pageParam }), limit: 100 },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const parametersQuery = (orgUnitId: string) =>
  queryOptions({
    queryKey: systemKeys.parameters(orgUnitId),
    queryFn: ({ signal }) => call(parameterEndpoints.listParameters, { orgUnitId }, { signal }),
  });

export const jobsQuery = queryOptions({
  queryKey: systemKeys.jobs,
  queryFn: ({ signal }) => call(operationEndpoints.listJobs, {}, { signal }),
  refetchInterval: 3_000,
});

export const healthQuery = queryOptions({
  queryKey: ['system', 'health'],
  queryFn: ({ signal }) => call(operationEndpoints.getHealth, {}, { signal }),
  refetchInterval: 5_000,
});

/** Announces a file, sends it piece by piece, and has it checked. Gives the import's id. */
export async function sendFile(
  kind: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const begun = await call(
    importEndpoints.beginImport,
    { kind, fileName: file.name.slice(0, 120), bytes: file.size },
    { signal },
  );
  const { id } = begun.import;
  for (let number = 0; number * begun.pieceBytes < file.size; number++) {
    const from = number * begun.pieceBytes;
    await putPiece(id, number, file.slice(from, from + begun.pieceBytes), signal);
    onProgress(Math.min(1, (from + begun.pieceBytes) / file.size));
  }
  await call(importEndpoints.checkImport, { importId: id }, { signal });
  return id;
}

const tries = 3;

/** The same piece again takes its place, so a broken line costs one piece and not the file. */
async function putPiece(importId: string, number: number, piece: Blob, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await sendBytes(`/api/imports/${importId}/pieces/${number}`, piece, {
        method: 'PUT',
        signal,
        onShare: () => undefined,
      });
      return;
    } catch (error) {
      if (error instanceof ApiProblem || signal.aborted || attempt >= tries) throw error;
    }
  }
}
