/** What can keep the database from running, as sentences a newcomer can act on. */
type Sentence = { en: string; zh: string };
export type LaunchErrorData = {
  path?: string;
  pid?: number;
  detail?: string;
  found?: string;
  expected?: string;
};

const sentences = {
  'launch.platform_unsupported': (d: LaunchErrorData): Sentence => ({
    en: `No database program comes with Huiting for this machine (${d.detail}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    zh: `慧厅没有适用于本机（${d.detail}）的内置数据库程序。请用 DATABASE_URL 指向 PostgreSQL 15 或更新版本。`,
  }),
  'launch.binaries_broken': (d: LaunchErrorData): Sentence => ({
    en: `The database program in ${d.path} does not run (${d.detail}). Delete node_modules and start again, or set DATABASE_URL.`,
    zh: `${d.path} 中的数据库程序无法运行（${d.detail}）。请删除 node_modules 后重新启动，或设置 DATABASE_URL。`,
  }),
  'launch.folder_read_only': (d: LaunchErrorData): Sentence => ({
    en: `The folder ${d.path} cannot be written to. Make it writable for the user that starts Huiting, or choose another data folder.`,
    zh: `文件夹 ${d.path} 不可写。请让启动慧厅的用户对它有写权限，或换一个数据文件夹。`,
  }),
  'launch.folder_not_traversable': (d: LaunchErrorData): Sentence => ({
    en: `PostgreSQL refuses to run as root, and the user "nobody" may not enter ${d.path}. Start Huiting as an ordinary user, or move it to a folder everybody may enter (or: chmod o+x ${d.path}).`,
    zh: `PostgreSQL 不允许以 root 运行，而用户 nobody 无权进入 ${d.path}。请以普通用户启动慧厅，或把它放到人人可进入的文件夹（或执行 chmod o+x ${d.path}）。`,
  }),
  'launch.folder_not_database': (d: LaunchErrorData): Sentence => ({
    en: `The folder ${d.path} is not empty and holds no database. Move its files away, or choose another data folder.`,
    zh: `文件夹 ${d.path} 非空且不是数据库。请移走其中的文件，或换一个数据文件夹。`,
  }),
  'launch.disk_full': (d: LaunchErrorData): Sentence => ({
    en: `The disk that holds ${d.path} is full. Free some space and start again; nothing stored is lost.`,
    zh: `${d.path} 所在磁盘已满。请释放空间后重新启动，已保存的数据不会丢失。`,
  }),
  'launch.lock_held': (d: LaunchErrorData): Sentence => ({
    en: `Another process (${d.pid}) has been starting the database for a long time. If none is running, delete ${d.path} and start again.`,
    zh: `另一个进程（${d.pid}）正在启动数据库，已等待过久。若确认没有其他进程，请删除 ${d.path} 后重新启动。`,
  }),
  'launch.lock_stale': (d: LaunchErrorData): Sentence => ({
    en: `${d.path} says that process ${d.pid} runs this database, but it does not answer. Stop that process; if it is not PostgreSQL, delete the file and start again.`,
    zh: `${d.path} 记录进程 ${d.pid} 正在运行此数据库，但它没有响应。请结束该进程；若它不是 PostgreSQL，请删除此文件后重新启动。`,
  }),
  'launch.socket_unusable': (d: LaunchErrorData): Sentence => ({
    en: `The database's connection folder ${d.path} cannot be used (${d.detail}). Remove it, or set TMPDIR to a short path you own.`,
    zh: `数据库的连接文件夹 ${d.path} 无法使用（${d.detail}）。请删除它，或把 TMPDIR 设为您拥有的较短路径。`,
  }),
  'launch.version_newer': (d: LaunchErrorData): Sentence => ({
    en: `The database in ${d.path} was made by PostgreSQL ${d.found}; this Huiting brings ${d.expected}. Use the newer Huiting that made it, or run "npm run reset" to start with a new demo bank.`,
    zh: `${d.path} 中的数据库由 PostgreSQL ${d.found} 创建，而当前慧厅自带 ${d.expected}。请使用创建它的新版慧厅，或运行 npm run reset 重新生成演示银行。`,
  }),
  'launch.version_older': (d: LaunchErrorData): Sentence => ({
    en: `The database in ${d.path} was made by PostgreSQL ${d.found}; this Huiting brings ${d.expected}. Export it with the older Huiting first, or run "npm run reset" to start with a new demo bank.`,
    zh: `${d.path} 中的数据库由 PostgreSQL ${d.found} 创建，而当前慧厅自带 ${d.expected}。请先用旧版慧厅导出，或运行 npm run reset 重新生成演示银行。`,
  }),
  'launch.failed': (d: LaunchErrorData): Sentence => ({
    en: `The database did not start: ${d.detail}. The whole story is in ${d.path}.`,
    zh: `数据库未能启动：${d.detail}。详情见 ${d.path}。`,
  }),
  'migration.file_invalid': (d: LaunchErrorData): Sentence => ({
    en: `The migration ${d.path} cannot be used: ${d.detail}.`,
    zh: `迁移文件 ${d.path} 无法使用：${d.detail}。`,
  }),
  'migration.failed': (d: LaunchErrorData): Sentence => ({
    en: `The migration ${d.path} failed and changed nothing: ${d.detail}.`,
    zh: `迁移 ${d.path} 执行失败，数据库未被改动：${d.detail}。`,
  }),
  'migration.checksum_changed': (d: LaunchErrorData): Sentence => ({
    en: `The migration ${d.path} was changed after this database applied it. Restore the file and write a new migration; a demo database can be remade with "npm run reset".`,
    zh: `迁移 ${d.path} 在执行之后被修改过。请恢复原文件并另写新的迁移；演示数据库可用 npm run reset 重建。`,
  }),
  'migration.out_of_order': (d: LaunchErrorData): Sentence => ({
    en: `The migration ${d.path} comes before ${d.found}, which this database already applied. Give it a later number; a demo database can be remade with "npm run reset".`,
    zh: `迁移 ${d.path} 的编号早于本数据库已执行的 ${d.found}。请改用更大的编号；演示数据库可用 npm run reset 重建。`,
  }),
  'migration.database_newer': (d: LaunchErrorData): Sentence => ({
    en: `This database was upgraded by a newer Huiting (it has ${d.found}; this one knows up to ${d.expected}). Start the newer version; a demo database can be remade with "npm run reset".`,
    zh: `此数据库已被更新版本的慧厅升级（含 ${d.found}，当前版本只到 ${d.expected}）。请启动新版本；演示数据库可用 npm run reset 重建。`,
  }),
  'migration.server_too_old': (d: LaunchErrorData): Sentence => ({
    en: `The PostgreSQL behind DATABASE_URL is version ${d.found}. Huiting needs ${d.expected} or newer.`,
    zh: `DATABASE_URL 指向的 PostgreSQL 版本为 ${d.found}，慧厅需要 ${d.expected} 或更新版本。`,
  }),
} satisfies Record<string, (data: LaunchErrorData) => Sentence>;

export type LaunchErrorCode = keyof typeof sentences;

/** The database cannot be used; `message` (English) and `chinese` each say what to do about it. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
  readonly code: LaunchErrorCode;
  readonly chinese: string;
  readonly data: LaunchErrorData;

  constructor(code: LaunchErrorCode, data: LaunchErrorData = {}, options?: ErrorOptions) {
    const sentence = sentences[code](data);
    super(sentence.en, options);
    this.code = code;
    this.chinese = sentence.zh;
    this.data = data;
  }
}

/** Node's error code (ENOENT, EACCES …) or PostgreSQL's SQLSTATE, when the thrown thing carries one. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
