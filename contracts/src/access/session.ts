import { z } from 'zod';
import { Post } from '../posts.ts';
import { endpoint } from '../core/endpoint.ts';
import { Done, Id, Words } from '../core/fields.ts';
import { RoleCode } from './roles.ts';

/** Coming in and going out: all that a surface needs of access before its first screen. The rest is fetched with the page that asks. */

export const Surface = z.enum([
  'console',
  'pad',
  'teller',
  'wall',
  'kiosk',
  'hallDisplay',
  'windowDisplay',
  'evaluator',
  'h5',
]);
export type Surface = z.output<typeof Surface>;
export const TerminalKind = z.enum(['kiosk', 'hallDisplay', 'windowDisplay', 'evaluator']);
export type TerminalKind = z.output<typeof TerminalKind>;

export const Duty = z.enum(['changePassword', 'enrolSecondFactor']);
export const Me = z.object({
  kind: z.enum(['user', 'terminal']),
  id: Id,
  name: z.string(),
  surface: Surface,
  staff: z.object({ id: Id, number: z.string(), post: z.string() }).nullable(),
  roles: z.array(RoleCode),
  permissions: z.array(z.string()),
  /** Branch of the staff member or terminal; null for head office. */
  branch: z.object({ id: Id, name: z.string(), code: z.string() }).nullable(),
  /** The window a window display or evaluator stands at. */
  windowId: Id.nullable(),
  terminalName: z.string().nullable(),
  idleLogoutMinutes: z.number().int().nullable(),
  /** What must be done before anything else may be: until then the permissions are empty. */
  duties: z.array(Duty),
  demo: z.boolean(),
});
export type Me = z.output<typeof Me>;

export const sessionEndpoints = {
  signIn: endpoint({
    id: 'access.signIn',
    method: 'POST',
    path: '/session',
    summary: 'Sign in on the surface named in X-Surface',
    input: z.object({
      username: Words(60).pipe(z.string().min(1)),
      password: z.string().min(1).max(200),
      /** Of whoever has a second factor. */
      code: z.string().max(12).optional(),
    }),
    output: Me,
    errors: [
      'access.wrong_credentials',
      'access.second_factor_needed',
      'access.second_factor_wrong',
      'access.locked',
      'access.frozen',
      'access.suspended',
      'access.password_off',
      'access.emergency_not_sealed',
      'access.surface_not_allowed',
      'access.pad_not_for_you',
      'access.pad_unregistered',
    ],
    access: { kind: 'public' },
    idempotent: false,
  }),
  signOut: endpoint({
    id: 'access.signOut',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out on this surface',
    input: z.object({}),
    output: Done,
    access: { kind: 'session' },
    idempotent: false,
  }),
  getMe: endpoint({
    id: 'access.getMe',
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in on this surface',
    input: z.object({}),
    output: Me,
    access: { kind: 'session' },
  }),
  completeProviderSignIn: endpoint({
    id: 'access.completeProviderSignIn',
    method: 'POST',
    path: '/session/provider/completion',
    summary: 'Complete it with what the provider gave back, in the browser that began; never creates rights',
    input: z.object({
      /** The query of the address the provider sent the browser back to. */
      query: z.string().min(1).max(4_000),
      /** Of whoever has a second factor here and has shown none there. */
      oneTimeCode: z.string().max(12).optional(),
    }),
    output: Me,
    errors: [
      'access.provider_off',
      'access.provider_unreachable',
      'access.provider_refused',
      'access.provider_attempt_over',
      'access.provider_unknown_person',
      'access.second_factor_needed',
      'access.second_factor_wrong',
      'access.locked',
      'access.frozen',
      'access.suspended',
      'access.surface_not_allowed',
      'access.pad_not_for_you',
      'access.pad_unregistered',
    ],
    access: { kind: 'public' },
    idempotent: false,
  }),
  enrolTerminal: endpoint({
    id: 'access.enrolTerminal',
    method: 'POST',
    path: '/terminals/enrol',
    summary:
      "Turn this browser into the terminal of an enrolment code; answers with the terminal kind's cookie",
    input: z.object({ code: z.string().min(4).max(20) }),
    output: Me,
    errors: ['access.code_invalid'],
    access: { kind: 'public' },
    idempotent: false,
  }),
  /** Demo only: the terminals of a branch that this browser may stand in for, without a code. */
  takeDemoTerminal: endpoint({
    id: 'access.takeDemoTerminal',
    method: 'POST',
    path: '/demo/terminals',
    summary: 'Demo bank only: become a terminal of a branch without a code',
    input: z.object({ branchId: Id, kind: TerminalKind, windowId: Id.nullable().default(null) }),
    output: Me,
    errors: ['access.terminal_not_found'],
    access: { kind: 'public' },
    idempotent: false,
  }),
  /** Demo only: who works at a branch and could sit at this surface. */
  listDemoPeople: endpoint({
    id: 'access.listDemoPeople',
    method: 'GET',
    path: '/demo/people',
    summary: 'Demo bank only: branches, and the people of one who may use the surface named in X-Surface',
    input: z.object({ branchId: Id.optional() }),
    output: z.object({
      branches: z.array(z.object({ id: Id, name: z.string(), city: z.string() })),
      people: z.array(z.object({ userId: Id, name: z.string(), number: z.string(), post: Post })),
    }),
    access: { kind: 'public' },
  }),
  takeDemoPerson: endpoint({
    id: 'access.takeDemoPerson',
    method: 'POST',
    path: '/demo/people',
    summary: "Demo bank only: step into somebody's shoes without a password",
    input: z.object({ userId: Id }),
    output: Me,
    errors: ['access.user_not_found', 'access.surface_not_allowed'],
    access: { kind: 'public' },
    idempotent: false,
  }),
  getSignInWays: endpoint({
    id: 'access.getSignInWays',
    method: 'GET',
    path: '/session/ways',
    summary: 'How people sign in here: by password, by the identity provider, or both',
    input: z.object({}),
    output: z.object({ password: z.boolean(), provider: z.object({ name: z.string() }).nullable() }),
    access: { kind: 'public' },
  }),
  beginProviderSignIn: endpoint({
    id: 'access.beginProviderSignIn',
    method: 'POST',
    path: '/session/provider',
    summary: "Begin a sign-in at the bank's identity provider; send the browser to the address",
    input: z.object({}),
    output: z.object({ url: z.string() }),
    errors: ['access.provider_off', 'access.provider_unreachable', 'access.surface_not_allowed'],
    access: { kind: 'public' },
    idempotent: false,
  }),
};
