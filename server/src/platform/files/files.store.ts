import { statement } from '../database/query.ts';
import type { Reader } from '../database/query.ts';

export interface StoredContent {
  readonly branchId: string;
  readonly digest: string;
  readonly objectId: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly keySealed: string;
}

export interface StoredFile {
  readonly branchId: string;
  readonly id: string;
  readonly digest: string;
  readonly ownerKind: string;
  readonly ownerId: string | null;
  readonly nameSealed: string;
  readonly uploadedBy: string;
  readonly uploadedByName: string;
  readonly uploadedAt: number;
}

export type FileWithContent = StoredFile & Omit<StoredContent, 'branchId' | 'digest'>;

const columns = `a.branch_id as "branchId", a.file_id as id, a.digest, a.owner_kind as "ownerKind", a.owner_id as "ownerId",
  a.name_sealed as "nameSealed", a.uploaded_by as "uploadedBy", a.uploaded_by_name as "uploadedByName", a.uploaded_at as "uploadedAt",
  c.object_id as "objectId", c.media_type as "mediaType", c.bytes, c.key_sealed as "keySealed"`;
const joined = `platform.attachment a join platform.file_content c on c.branch_id = a.branch_id and c.digest = a.digest`;

/** False when the place has this content already. */
export async function insertContent(reader: Reader, content: StoredContent, wall: number): Promise<boolean> {
  const { branchId, digest, objectId, mediaType, bytes, keySealed } = content;
  const rows = await reader.rows(
    statement(
      `insert into platform.file_content (branch_id, digest, object_id, media_type, bytes, key_sealed, stored_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (branch_id, digest) do nothing returning 1`,
      [branchId, digest, objectId, mediaType, bytes, keySealed, new Date(wall)],
    ),
  );
  return rows.length > 0;
}

export async function insertFile(reader: Reader, file: StoredFile): Promise<void> {
  await reader.rows(
    statement(
      `insert into platform.attachment (branch_id, file_id, digest, owner_kind, owner_id, name_sealed, uploaded_by, uploaded_by_name, uploaded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        file.branchId,
        file.id,
        file.digest,
        file.ownerKind,
        file.ownerId,
        file.nameSealed,
        file.uploadedBy,
        file.uploadedByName,
        new Date(file.uploadedAt),
      ],
    ),
  );
}

export function readFile(reader: Reader, branchId: string, id: string): Promise<FileWithContent | null> {
  return reader.row(
    statement<FileWithContent>(`select ${columns} from ${joined} where a.branch_id = $1 and a.file_id = $2`, [
      branchId,
      id,
    ]),
  );
}

export function listFiles(
  reader: Reader,
  branchIds: readonly string[],
  ownerKind: string,
  ownerIds: readonly string[],
): Promise<FileWithContent[]> {
  return reader.rows(
    statement<FileWithContent>(
      `select ${columns} from ${joined} where a.branch_id = any ($1::uuid[]) and a.owner_kind = $2 and a.owner_id = any ($3::uuid[])
       order by a.file_id`,
      [branchIds, ownerKind, ownerIds],
    ),
  );
}

/** How many drafts somebody has at a place. */
export async function countDrafts(reader: Reader, branchId: string, uploadedBy: string): Promise<number> {
  const row = await reader.row(
    statement<{ count: number }>(
      `select count(*)::int as count from platform.attachment where branch_id = $1 and uploaded_by = $2 and owner_id is null`,
      [branchId, uploadedBy],
    ),
  );
  return row!.count;
}

/** Gives somebody's drafts an owner; tells which of them there were. */
export async function bindDrafts(
  reader: Reader,
  input: {
    branchId: string;
    ids: readonly string[];
    ownerKind: string;
    ownerId: string;
    uploadedBy: string;
  },
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `update platform.attachment set owner_id = $4
       where branch_id = $1 and file_id = any ($2::uuid[]) and owner_kind = $3 and uploaded_by = $5 and owner_id is null
       returning file_id as id`,
      [input.branchId, input.ids, input.ownerKind, input.ownerId, input.uploadedBy],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Takes out a draft of somebody; false when there was none. */
export async function deleteDraft(
  reader: Reader,
  branchId: string,
  id: string,
  uploadedBy: string,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `delete from platform.attachment where branch_id = $1 and file_id = $2 and uploaded_by = $3 and owner_id is null returning 1`,
      [branchId, id, uploadedBy],
    ),
  );
  return rows.length > 0;
}

export async function deleteOfOwner(
  reader: Reader,
  branchId: string,
  ownerKind: string,
  ownerId: string,
): Promise<number> {
  const rows = await reader.rows(
    statement(
      `delete from platform.attachment where branch_id = $1 and owner_kind = $2 and owner_id = $3 returning 1`,
      [branchId, ownerKind, ownerId],
    ),
  );
  return rows.length;
}

/** Drafts of before an instant, at every place. */
export async function deleteOldDrafts(reader: Reader, before: number): Promise<void> {
  await reader.rows(
    statement('delete from platform.attachment where owner_id is null and uploaded_at < $1', [
      new Date(before),
    ]),
  );
}

/**
 * Contents nobody has any more, taken out. Whoever attaches the same content meanwhile waits for this row and then stores
 * an object of their own: the one told here has no other owner.
 */
export function deleteUnownedContents(
  reader: Reader,
  before: number,
): Promise<Pick<StoredContent, 'branchId' | 'objectId'>[]> {
  return reader.rows(
    statement(
      `delete from platform.file_content c where c.stored_at < $1
         and not exists (select 1 from platform.attachment a where a.branch_id = c.branch_id and a.digest = c.digest)
       returning c.branch_id as "branchId", c.object_id as "objectId"`,
      [new Date(before)],
    ),
  );
}

/** Which of these objects a row knows. */
export async function knownObjects(reader: Reader, objectIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      'select object_id as id from platform.file_content where object_id = any ($1::uuid[])',
      [objectIds],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
