import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { attachmentLimits } from '@huiting/contracts/files';
import type { Attachment } from '@huiting/contracts/files';
import type { Ctx } from '../context.ts';
import type { FieldCrypto } from '../crypto/field-crypto.ts';
import type { Database, Tx } from '../database/database.ts';
import type { Reader } from '../database/query.ts';
import { AppError, refuse } from '../errors.ts';
import { newId } from '../ids.ts';
import { checkName, createSniffer, judgeContent } from './file-kinds.ts';
import * as store from './files.store.ts';
import { objectKey } from './object-store.ts';
import type { ObjectStore } from './object-store.ts';
import { openStream, sealStream } from './sealed-stream.ts';

/** A kind of thing that has attachments, declared by its room (`RoomParts.attachments`). */
export interface AttachmentOwner {
  /** One word for the whole house: `branchApplication`. */
  readonly kind: string;
  /**
   * Throws unless the caller may attach at the place (`ownerId` null: the thing does not exist yet), or see what the
   * thing has. `branchId` is where it is kept.
   */
  authorize(
    ctx: Ctx,
    place: { readonly branchId: string; readonly ownerId: string | null },
    act: 'attach' | 'read',
  ): Promise<void>;
}

export interface OwnerRef {
  readonly kind: string;
  readonly id: string;
}

/** What is sent instead of JSON by an endpoint that `gives` a file. */
export interface FileAnswer {
  readonly stream: Readable;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

/** Attachments of whatever has them. Rooms use `bind`, `list` and `release`; the rest is the endpoints'. */
export interface Files {
  /**
   * In the room's own transaction: what the caller has uploaded for this kind becomes the thing's.
   * @throws files.not_found unless every one is a draft of the caller at this place; files.too_many
   */
  bind(tx: Tx, ctx: Ctx, owner: OwnerRef, fileIds: readonly string[]): Promise<void>;
  /** What things of one kind have, by their id; the room has authorized. Things may be kept at several places. */
  list(
    reader: Reader,
    branchIds: readonly string[],
    kind: string,
    ownerIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Attachment[]>>;
  /** The thing is gone, or must be forgotten: so are its attachments; their bytes with the next clean-up. */
  release(tx: Tx, owner: OwnerRef): Promise<number>;

  /** Told once, by the composition root. */
  serve(owners: readonly AttachmentOwner[]): void;
  /** The same of one thing, for somebody: its room decides. */
  show(ctx: Ctx, input: { branchId: string; owner: string; ownerId: string }): Promise<readonly Attachment[]>;
  upload(
    ctx: Ctx,
    input: { branchId: string; owner: string; name: string; content: AsyncIterable<Buffer> },
  ): Promise<Attachment>;
  download(ctx: Ctx, input: { branchId: string; fileId: string }): Promise<FileAnswer>;
  remove(ctx: Ctx, input: { branchId: string; fileId: string }): Promise<void>;
  /** Drafts older than a day, contents without an owner, objects nobody knows. The same again changes nothing. */
  cleanUp(): Promise<{ readonly objects: number }>;
}

export interface FilesDeps {
  readonly db: Pick<Database, 'rows' | 'row' | 'transact'>;
  readonly crypto: Pick<FieldCrypto, 'seal' | 'open' | 'keyedHash'>;
  readonly objects: ObjectStore;
  /** The wall clock, ms: keeping is of it, not of business time. */
  readonly wall: () => number;
}

const draftsLiveMs = 24 * 3_600_000;
/** More than two things at once are being written: somebody fills the disk. */
const draftsEach = 2 * attachmentLimits.files;

export function createFiles({ db, crypto, objects, wall }: FilesDeps): Files {
  const owners = new Map<string, AttachmentOwner>();
  const ownerOf = (kind: string): AttachmentOwner => owners.get(kind) ?? refuse('files.not_found');

  function present(file: store.FileWithContent): Attachment {
    return {
      id: file.id,
      name: crypto.open(file.nameSealed),
      mediaType: file.mediaType,
      bytes: file.bytes,
      uploadedByName: file.uploadedByName,
      uploadedAt: file.uploadedAt,
    };
  }

  /** Sealed onto the disk while it is looked at; never more of it in memory than a frame and what the sniffer holds. */
  async function takeIn(content: AsyncIterable<Buffer>, extension: string) {
    const hash = createHash('sha256');
    const sniffer = createSniffer();
    const key = randomBytes(32);
    let bytes = 0;
    const draft = await objects.write(sealStream(watched(), key)).catch(asStorageFault);
    try {
      if (bytes === 0) refuse('files.empty');
      const mediaType = judgeContent(sniffer, extension);
      const digest = crypto.keyedHash('file', hash.digest('hex'));
      return { draft, bytes, mediaType, digest, keySealed: crypto.seal(key.toString('base64')) };
    } catch (error) {
      await draft.discard();
      throw error;
    }

    async function* watched(): AsyncGenerator<Buffer> {
      for await (const chunk of content) {
        bytes += chunk.length;
        if (bytes > attachmentLimits.bytes) refuse('files.too_large');
        hash.update(chunk);
        sniffer.see(chunk);
        yield chunk;
      }
    }
  }

  const list: Files['list'] = async (reader, branchIds, kind, ownerIds) => {
    if (ownerIds.length === 0) return new Map();
    const files = await store.listFiles(reader, branchIds, kind, ownerIds);
    const byOwner = Map.groupBy(files, ({ ownerId }) => ownerId!);
    return new Map([...byOwner].map(([id, found]) => [id, found.map(present)]));
  };

  return {
    list,
    serve: (kinds) => {
      for (const owner of kinds) owners.set(owner.kind, owner);
    },

    show: async (ctx, { branchId, owner: kind, ownerId }) => {
      const owner = owners.get(kind);
      if (owner === undefined) return [];
      await owner.authorize(ctx, { branchId, ownerId }, 'read');
      return (await list(db, [branchId], kind, [ownerId])).get(ownerId) ?? [];
    },

    upload: async (ctx, { branchId, owner, name: given, content }) => {
      await ownerOf(owner).authorize(ctx, { branchId, ownerId: null }, 'attach');
      const { name, extension } = checkName(given);
      if ((await store.countDrafts(db, branchId, ctx.actor.id)) >= draftsEach) refuse('files.too_many');
      const { draft, ...taken } = await takeIn(content, extension);
      const objectId = newId();
      const object = objectKey(branchId, objectId);
      await draft.keepAs(object).catch(asStorageFault);
      const file: store.StoredFile = {
        branchId,
        id: newId(),
        digest: taken.digest,
        ownerKind: owner,
        ownerId: null,
        nameSealed: crypto.seal(name),
        uploadedBy: ctx.actor.id,
        uploadedByName: ctx.actor.name,
        uploadedAt: wall(),
      };
      // An object whose transaction fails is found by the clean-up.
      const isNew = await db.transact(ctx, branchId, async (tx) => {
        const inserted = await store.insertContent(tx, { branchId, objectId, ...taken }, wall());
        await store.insertFile(tx, file);
        return inserted;
      });
      if (!isNew) await objects.remove(object);
      return present({ ...file, objectId, ...taken });
    },

    download: async (ctx, { branchId, fileId }) => {
      const file = (await store.readFile(db, branchId, fileId)) ?? refuse('files.not_found');
      if (file.ownerId === null) {
        if (file.uploadedBy !== ctx.actor.id) refuse('files.not_found');
      } else await ownerOf(file.ownerKind).authorize(ctx, { branchId, ownerId: file.ownerId }, 'read');
      const sealed = await objects.read(objectKey(branchId, file.objectId));
      if (sealed === null) return refuse('files.storage_failed');
      const key = Buffer.from(crypto.open(file.keySealed), 'base64');
      const { name, mediaType, bytes } = present(file);
      return {
        stream: Readable.from(openStream(sealed, key), { objectMode: false }),
        name,
        mediaType,
        bytes,
      };
    },

    remove: async (ctx, { branchId, fileId }) => {
      if (!(await store.deleteDraft(db, branchId, fileId, ctx.actor.id))) refuse('files.not_found');
    },

    bind: async (tx, ctx, owner, fileIds) => {
      const ids = [...new Set(fileIds)];
      if (ids.length === 0) return;
      const had = await store.listFiles(tx, [tx.branchId], owner.kind, [owner.id]);
      if (had.length + ids.length > attachmentLimits.files) refuse('files.too_many');
      const bound = await store.bindDrafts(tx, {
        branchId: tx.branchId,
        ids,
        ownerKind: owner.kind,
        ownerId: owner.id,
        uploadedBy: ctx.actor.id,
      });
      if (bound.length !== ids.length) refuse('files.not_found');
    },

    release: (tx, { kind, id }) => store.deleteOfOwner(tx, tx.branchId, kind, id),

    cleanUp: async () => {
      const before = wall() - draftsLiveMs;
      await store.deleteOldDrafts(db, before);
      const gone = await store.deleteUnownedContents(db, before);
      for (const { branchId, objectId } of gone) await objects.remove(objectKey(branchId, objectId));
      let strays = 0;
      const looked: string[] = [];
      const removeUnknown = async (): Promise<void> => {
        const known = await store.knownObjects(
          db,
          looked.map((key) => key.split('/')[1]!),
        );
        for (const key of looked.splice(0)) {
          const [branchId, objectId] = key.split('/') as [string, string];
          if (known.has(objectId)) continue;
          await objects.remove(objectKey(branchId, objectId));
          strays++;
        }
      };
      for await (const { key, writtenAt } of objects.list()) {
        if (writtenAt < before) looked.push(key);
        if (looked.length >= 500) await removeUnknown();
      }
      await removeUnknown();
      return { objects: gone.length + strays };
    },
  };
}

/** A full or broken disk is said as what it is; refusals and broken connections stay what they are. */
function asStorageFault(error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (!(error instanceof AppError) && /^E(NOSPC|DQUOT|IO|ROFS|ACCES|PERM|MFILE|NFILE)$/.test(code ?? ''))
    throw new AppError('files.storage_failed');
  throw error;
}
