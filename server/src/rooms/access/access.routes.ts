import { accessEndpoints } from '@huiting/contracts/access';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Exchange, Routes } from '../../platform/http/handlers.ts';
import type { DeviceProofs } from './access.device-proof.domain.ts';
import { deviceNameOf } from './access.device-proof.domain.ts';
import type { Device } from './access.sessions.service.ts';
import { cookieOf } from './access.authenticator.service.ts';
import type { Surface } from './access.domain.ts';
import { presentTerminal } from './access.present.ts';
import type { WhoIsWho } from './access.present.ts';
import type { AccessService } from './access.service.ts';

/** A kiosk keeps its credential through a restart; browsers allow 400 days at most. */
const terminalCookieSeconds = 400 * 24 * 3_600;

/** Binds a sign-in at the identity provider to the browser that began it. */
const providerCookie = 'ht_provider';

export function accessRoutes(
  service: AccessService,
  options: { secure: boolean; proofs: DeviceProofs },
): Routes {
  const cookie = { path: '/api', httpOnly: true, sameSite: 'strict', secure: options.secure } as const;
  const addressOf = ({ request }: Exchange): string => request.ip;

  async function entered({ reply }: Exchange, opened: WhoIsWho & { readonly token: string }) {
    const keep = opened.principal.kind === 'terminal' ? { maxAge: terminalCookieSeconds } : {};
    void reply.setCookie(cookieOf(opened.surface), opened.token, { ...cookie, ...keep });
    return service.meOf(opened);
  }
  /** The browser that asks, as far as it proves and says. */
  const deviceOf = ({ request }: Exchange, surface: Surface | null): Device => {
    const proof = request.headers['x-device-proof'];
    return {
      key:
        surface === null
          ? null
          : options.proofs.keyOf(typeof proof === 'string' ? proof : undefined, surface),
      name: deviceNameOf(request.headers['user-agent']),
      address: request.ip,
    };
  };
  const cookieHeld = ({ request }: Exchange, surface: Surface | null): string | null =>
    (surface === null ? undefined : request.cookies[cookieOf(surface)]) ?? null;

  return routes(accessEndpoints, {
    signIn: async (ctx, input, exchange) =>
      entered(
        exchange,
        await service.signIn(ctx, {
          ...input,
          address: addressOf(exchange),
          device: deviceOf(exchange, ctx.actor.surface),
          replaces: cookieHeld(exchange, ctx.actor.surface),
        }),
      ),
    getSignInWays: () => service.getSignInWays(),
    beginProviderSignIn: async (ctx, _input, { reply }) => {
      const { url, browser } = await service.beginProviderSignIn(ctx);
      void reply.setCookie(providerCookie, browser, { ...cookie, maxAge: 600 });
      return { url };
    },
    completeProviderSignIn: async (ctx, input, exchange) => {
      const { request, reply } = exchange;
      const opened = await service.completeProviderSignIn(ctx, {
        ...input,
        browser: request.cookies[providerCookie] ?? null,
        device: deviceOf(exchange, ctx.actor.surface),
        replaces: cookieHeld(exchange, ctx.actor.surface),
      });
      void reply.clearCookie(providerCookie, cookie);
      return entered(exchange, opened);
    },
    getEmergency: (ctx) => service.getEmergency(ctx),
    beginSealing: (ctx) => service.beginSealing(ctx),
    finishSealing: (ctx) => service.finishSealing(ctx),
    signOut: async (ctx, _input, { reply }) => {
      if (ctx.actor.surface !== null) void reply.clearCookie(cookieOf(ctx.actor.surface), cookie);
      return service.signOut(ctx);
    },
    getMe: (ctx) => service.getMe(ctx),
    listTerminals: async (ctx, input) => ({
      terminals: (await service.listTerminals(ctx, input)).map(presentTerminal),
    }),
    createTerminal: async (ctx, input) => service.createTerminal(ctx, input),
    enrolTerminal: async (ctx, input, exchange) =>
      entered(exchange, await service.enrolTerminal(ctx, { ...input, address: addressOf(exchange) })),
    revokeTerminal: presented(service.revokeTerminal, (terminal) => ({
      terminal: presentTerminal(terminal),
    })),
    listPads: (ctx, input) => service.listPads(ctx, input),
    createPad: (ctx, input) => service.createPad(ctx, input),
    setPadGroup: (ctx, input) => service.setPadGroup(ctx, input),
    revokePad: (ctx, input) => service.revokePad(ctx, input),
    enrolPad: (ctx, input, exchange) =>
      service.enrolPad(ctx, {
        ...input,
        address: addressOf(exchange),
        deviceKey: deviceOf(exchange, 'pad').key,
      }),
    listOwnSessions: (ctx) => service.listOwnSessions(ctx),
    endOwnSession: (ctx, input) => service.endOwnSession(ctx, input),
    takeDemoTerminal: async (ctx, input, exchange) =>
      entered(exchange, await service.takeDemoTerminal(ctx, input)),
    listDemoPeople: (ctx, input) => service.listDemoPeople(ctx, input),
    takeDemoPerson: async (ctx, input, exchange) =>
      entered(
        exchange,
        await service.takeDemoPerson(ctx, { ...input, device: deviceOf(exchange, ctx.actor.surface) }),
      ),
    revokeSessions: (ctx, input) => service.revokeSessions(ctx, input),
    listSessions: (ctx, input) => service.listSessions(ctx, input),
    endSession: (ctx, input) => service.endSession(ctx, input),
    getWatchRules: (ctx) => service.getWatchRules(ctx),
    saveWatchRules: (ctx, input) => service.saveWatchRules(ctx, input),
    listRoles: (ctx) => service.listRoles(ctx),
    listPostTemplates: (ctx) => service.listPostTemplates(ctx),
    savePostTemplate: (ctx, input) => service.savePostTemplate(ctx, input),
    grantByPost: (ctx, input) => service.grantByPost(ctx, input),
    seeAs: (ctx, input) => service.seeAs(ctx, input),
    removeRole: (ctx, input) => service.removeRole(ctx, input),
    listUsers: (ctx, input) => service.listUsers(ctx, input),
    changePassword: (ctx, input) => service.changePassword(ctx, input),
    beginSecondFactor: (ctx, input) => service.beginSecondFactor(ctx, input),
    confirmSecondFactor: (ctx, input) => service.confirmSecondFactor(ctx, input),
    listPreferences: (ctx) => service.listPreferences(ctx),
    keepPreference: (ctx, input) => service.keepPreference(ctx, input),
    createUser: (ctx, input) => service.createUser(ctx, input),
    resetPassword: (ctx, input) => service.resetPassword(ctx, input),
    resetSecondFactor: (ctx, input) => service.resetSecondFactor(ctx, input),
    setFrozen: (ctx, input) => service.setFrozen(ctx, input),
    listGrants: (ctx, input) => service.listGrants(ctx, input),
    grantRole: (ctx, input) => service.grantRole(ctx, input),
    listAudit: (ctx, input) => service.listAudit(ctx, input),
    listAuditActions: (ctx) => service.listAuditActions(ctx),
    exportAudit: (ctx, input) => service.exportAudit(ctx, input),
    verifyAudit: (ctx) => service.verifyAudit(ctx),
    startVerification: (ctx) => service.startVerification(ctx),
    getVerification: (ctx) => service.getVerification(ctx),
  });
}
