import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .transform((value) => value === '1' || value === 'true')
  .optional();

const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** web: HTTP and live; worker: reactions, deadlines, jobs; all: both. */
  ROLES: z.enum(['all', 'web', 'worker']).default('all'),
  /** `.data`, which `npm run reset` forgets; `.bank` for a bank of one's own. */
  DATA_DIR: z.string().optional(),
  KEY_FILE: z.string().optional(),
  /** Sealed attachments; shared by all processes. */
  FILES_DIR: z.string().optional(),
  WEB_DIST: z.string().default(join(root, 'web', 'dist')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  LOG_FILE: z.string().optional(),
  TLS_CERT_FILE: z.string().optional(),
  TLS_KEY_FILE: z.string().optional(),
  TRUST_PROXY: flag,
  POOL_SIZE: z.coerce.number().int().min(2).max(64).default(8),
  /** Requests a minute and address to endpoints without a session. */
  PUBLIC_PER_MINUTE: z.coerce.number().int().min(1).default(240),
  /** Where customers reach the pages of ours: `https://queue.bank.example`, for links in text messages. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Whoever sends text messages, and the key that signs what is handed over (docs/operations.md). */
  SMS_GATEWAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_GATEWAY_SECRET: z.string().min(16).optional(),
  /** A living demo bank: data, simulator, demo accounts. The default of `npm start`. */
  DEMO: flag,
  /** A bank of one's own that begins with nothing: no demo, a folder of its own. */
  EMPTY: flag,
  DEMO_SEED: z.coerce.number().int().default(20261120),
  DEMO_RATE: z.coerce.number().min(0).max(60).default(1),
  /** 0: nobody comes or works by themselves, and no older history is written: a hall that waits for a person or a test. */
  DEMO_SIMULATOR: flag,
  /** Each request carries its business instant; fresh database only. */
  DRIVEN: flag,
  CHECK_OUTPUT: flag,
  /** 0: administrators may work without a second factor. On unless it is a demo bank, whose passwords are printed. */
  SECOND_FACTOR: flag,
  /** The bank's own identity provider (OpenID Connect): its issuer, and this product as its client. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().default('huiting'),
  OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  /** What people call it, on the sign-in screen. */
  OIDC_NAME: z.string().max(20).default('统一身份认证'),
  /** The claim that holds the staff number. */
  OIDC_CLAIM: z.string().default('staff_number'),
  /** Where browsers reach this product: https://huiting.bank.example. Redirect addresses are `<origin>/<surface>/signed-in`. */
  PUBLIC_ORIGIN: z.url().optional(),
  /** Sessions one person may have on one surface; the oldest ends. 0: as many as they like, the default of a demo bank. */
  SESSIONS_PER_SURFACE: z.coerce.number().int().min(0).max(50).optional(),
  /** 0: people sign in by the identity provider only; the emergency account keeps its password. */
  PASSWORD_SIGN_IN: flag,
});

/** Every variable as a flag; those that are on or off take no value. */
const switches = new Set([
  'DEMO',
  'EMPTY',
  'DRIVEN',
  'TRUST_PROXY',
  'CHECK_OUTPUT',
  'SECOND_FACTOR',
  'PASSWORD_SIGN_IN',
]);
const flagOptions = Object.fromEntries(
  Object.keys(Environment.shape).map((name) => [
    name.toLowerCase().replaceAll('_', '-'),
    { type: switches.has(name) ? ('boolean' as const) : ('string' as const) },
  ]),
);

export interface Config {
  readonly host: string;
  readonly port: number;
  /** null: the embedded PostgreSQL in dataDir. */
  readonly databaseUrl: string | null;
  readonly roles: 'all' | 'web' | 'worker';
  readonly dataDir: string;
  readonly keyFile: string;
  readonly filesDir: string;
  readonly webDist: string;
  readonly logLevel: string;
  readonly logFile: string | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  readonly trustProxy: boolean;
  readonly poolSize: number;
  readonly publicPerMinute: number;
  /** Without a slash at its end; null = messages carry no links. */
  readonly publicUrl: string | null;
  readonly smsGateway: { readonly url: string; readonly secret: string } | null;
  readonly demo: { readonly seed: number; readonly rate: number; readonly lives: boolean } | null;
  readonly driven: boolean;
  readonly checkOutput: boolean;
  /** Whether administrators must have a second factor. */
  readonly secondFactor: boolean;
  /** Whether people sign in with passwords; the emergency account always does. */
  readonly passwordSignIn: boolean;
  readonly identityProvider: IdentityProviderConfig | null;
  /** null: any number. */
  readonly sessionsPerSurface: number | null | 'parameter';
}

export interface IdentityProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string | null;
  readonly name: string;
  readonly claim: string;
  /** Origin of this product as browsers see it. */
  readonly origin: string;
}

/** The only place that reads the environment and the flags. Flags: `--port 8080`, `--no-demo`, `--driven`, …: the variable's name in kebab case. */
export function readConfig(env: NodeJS.ProcessEnv, args: string[] = []): Config {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { ...flagOptions, 'no-demo': { type: 'boolean' } },
  });
  const fromFlags = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name.toUpperCase().replaceAll('-', '_'),
      value === true ? '1' : value,
    ]),
  );
  const parsed = Environment.parse({ ...env, ...fromFlags });
  const driven = parsed.DRIVEN ?? false;
  const empty = parsed.EMPTY ?? false;
  const demo =
    !driven && !empty && values['no-demo'] !== true && (parsed.DEMO ?? parsed.DATABASE_URL === undefined);
  const dataDir = resolve(parsed.DATA_DIR ?? join(root, empty ? '.bank' : '.data'));
  return {
    host: parsed.HOST,
    port: parsed.PORT,
    databaseUrl: parsed.DATABASE_URL ?? null,
    roles: parsed.ROLES,
    dataDir,
    keyFile: parsed.KEY_FILE ?? join(dataDir, 'keys', 'fields.json'),
    filesDir: resolve(parsed.FILES_DIR ?? join(dataDir, 'files')),
    webDist: resolve(parsed.WEB_DIST),
    logLevel: parsed.LOG_LEVEL,
    logFile: parsed.LOG_FILE,
    tls:
      parsed.TLS_CERT_FILE !== undefined && parsed.TLS_KEY_FILE !== undefined
        ? { certFile: parsed.TLS_CERT_FILE, keyFile: parsed.TLS_KEY_FILE }
        : null,
    trustProxy: parsed.TRUST_PROXY ?? false,
    poolSize: parsed.POOL_SIZE,
    publicPerMinute: parsed.PUBLIC_PER_MINUTE,
    publicUrl: parsed.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    smsGateway:
      parsed.SMS_GATEWAY_URL !== undefined && parsed.SMS_GATEWAY_SECRET !== undefined
        ? { url: parsed.SMS_GATEWAY_URL, secret: parsed.SMS_GATEWAY_SECRET }
        : null,
    demo: demo
      ? { seed: parsed.DEMO_SEED, rate: parsed.DEMO_RATE, lives: parsed.DEMO_SIMULATOR ?? true }
      : null,
    driven,
    checkOutput: parsed.CHECK_OUTPUT ?? demo,
    secondFactor: parsed.SECOND_FACTOR ?? (!demo && !driven),
    passwordSignIn: parsed.PASSWORD_SIGN_IN ?? true,
    identityProvider: identityProviderOf(parsed),
    sessionsPerSurface:
      parsed.SESSIONS_PER_SURFACE === undefined
        ? demo
          ? null
          : 'parameter'
        : parsed.SESSIONS_PER_SURFACE || null,
  };
}

/** @throws when half of what is needed is missing, or the provider would be asked in the clear. */
function identityProviderOf(parsed: z.output<typeof Environment>): IdentityProviderConfig | null {
  if (parsed.OIDC_ISSUER === undefined) {
    if (parsed.PASSWORD_SIGN_IN === false)
      throw new Error('PASSWORD_SIGN_IN=0 needs OIDC_ISSUER: nobody could sign in');
    return null;
  }
  if (parsed.PUBLIC_ORIGIN === undefined) throw new Error('OIDC_ISSUER needs PUBLIC_ORIGIN');
  const { protocol, hostname } = new URL(parsed.OIDC_ISSUER);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
    throw new Error('OIDC_ISSUER must be an https address');
  return {
    issuer: parsed.OIDC_ISSUER,
    clientId: parsed.OIDC_CLIENT_ID,
    clientSecretFile: parsed.OIDC_CLIENT_SECRET_FILE ?? null,
    name: parsed.OIDC_NAME,
    claim: parsed.OIDC_CLAIM,
    origin: new URL(parsed.PUBLIC_ORIGIN).origin,
  };
}
