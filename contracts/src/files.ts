import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { Done, Id, Instant } from './core/fields.ts';

/** What may be attached, whoever owns it. The screen says it before the server has to. */
export const attachmentLimits = {
  /** 20 MiB: a scanned contract; what is longer belongs to an archive. */
  bytes: 20 * 1024 * 1024,
  /** Of one thing: an application, a check record. */
  files: 20,
  nameCharacters: 120,
  extensions: ['pdf', 'ofd', 'docx', 'xlsx', 'pptx', 'png', 'jpg', 'jpeg', 'webp', 'txt', 'csv'],
} as const;

export const fileErrors = errors({
  'files.too_large': { status: 413, zh: '文件超过 20 MB', en: 'The file is larger than 20 MB' },
  'files.empty': { status: 400, zh: '文件是空的', en: 'The file is empty' },
  'files.bad_name': {
    status: 400,
    zh: '文件名须为 1–120 个字符，带扩展名，不含路径和控制字符',
    en: 'A file name has 1 to 120 characters and an extension, and neither a path nor control characters',
  },
  'files.kind_not_accepted': {
    status: 415,
    zh: '不接受这种文件，请上传 PDF、OFD、Office 新格式、图片或文本',
    en: 'This kind of file is not accepted: PDF, OFD, Office Open XML, pictures or plain text',
  },
  'files.name_lies': {
    status: 415,
    zh: '文件内容与扩展名不符',
    en: 'The content is not what the file name says',
  },
  'files.has_macros': {
    status: 415,
    zh: '文件含有宏，请另存为不含宏的格式',
    en: 'The file has macros; save it without them',
  },
  'files.too_many': {
    status: 409,
    zh: '附件过多，请先移除一些',
    en: 'Too many attachments; remove some first',
  },
  'files.not_found': { status: 404, zh: '没有找到这个附件', en: 'Attachment not found' },
  'files.storage_failed': {
    status: 503,
    zh: '附件暂时无法保存，请稍后再试',
    en: 'The file cannot be stored at the moment, try again later',
  },
});

export const Attachment = z.object({
  id: Id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  uploadedByName: z.string(),
  /** Wall time. */
  uploadedAt: Instant,
});
export type Attachment = z.output<typeof Attachment>;

/** Ids a command attaches: what was uploaded before, by the same person, for the same kind of thing. */
export const AttachedFiles = z.array(Id).max(attachmentLimits.files);

/** `branchId`: where the thing is kept that owns the file; a branch, or an org unit for what belongs to no branch. */
const place = { branchId: Id };

export const fileEndpoints = {
  list: endpoint({
    id: 'platform.listFiles',
    method: 'GET',
    path: '/branches/:branchId/files',
    summary: 'What one thing has attached, for whoever may see it; of a thing that has none, nothing',
    input: z.object({ ...place, owner: z.string().min(1).max(40), ownerId: Id }),
    output: z.object({ files: z.array(Attachment) }),
    access: { kind: 'session' },
  }),
  upload: endpoint({
    id: 'platform.uploadFile',
    method: 'POST',
    path: '/branches/:branchId/files',
    summary:
      'One file as it is (application/octet-stream), before what it belongs to is sent; kept a day unless a command attaches it',
    input: z.object({
      ...place,
      /** Kind of thing it is for; its room decides who may. */
      owner: z.string().min(1).max(40),
      name: z.string().min(1).max(400),
    }),
    output: z.object({ file: Attachment }),
    errors: [
      'files.too_large',
      'files.empty',
      'files.bad_name',
      'files.kind_not_accepted',
      'files.name_lies',
      'files.has_macros',
      'files.too_many',
      'files.not_found',
      'files.storage_failed',
    ],
    access: { kind: 'session' },
    idempotent: false,
    takes: 'file',
  }),
  download: endpoint({
    id: 'platform.downloadFile',
    method: 'GET',
    path: '/branches/:branchId/files/:fileId',
    summary: 'The file itself, for whoever may see what it belongs to; always as a download',
    input: z.object({ ...place, fileId: Id }),
    output: z.unknown(),
    errors: ['files.not_found', 'files.storage_failed'],
    access: { kind: 'session' },
    gives: 'file',
  }),
  remove: endpoint({
    id: 'platform.removeFile',
    method: 'DELETE',
    path: '/branches/:branchId/files/:fileId',
    summary: 'Take back what one has uploaded and not attached yet',
    input: z.object({ ...place, fileId: Id }),
    output: Done,
    errors: ['files.not_found'],
    access: { kind: 'session' },
    idempotent: false,
  }),
};
