import { privacyEndpoints } from '@huiting/contracts/privacy';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { createMine } from './privacy.mine.service.ts';
import type { Requests } from './privacy.request.service.ts';
import type { Retention } from './privacy.retention.service.ts';

export function privacyRoutes(
  requests: Requests,
  mine: ReturnType<typeof createMine>,
  retention: Retention,
): Routes {
  return routes(privacyEndpoints, {
    listRequests: requests.listRequests,
    fileRequest: requests.fileRequest,
    listOfCustomer: requests.listOfCustomer,
    readRequest: requests.readRequest,
    takeRequest: requests.takeRequest,
    finishRequest: requests.finishRequest,
    refuseRequest: requests.refuseRequest,
    askAgain: requests.askAgain,
    openMine: mine.openMine,
    getMine: mine.getMine,
    setMyConsent: mine.setMyConsent,
    fileMine: mine.fileMine,
    withdrawMine: mine.withdrawMine,
    getMyPackage: mine.getMyPackage,
    listRetention: retention.listRetention,
    setRetention: retention.setRetention,
    placeHold: retention.placeHold,
    liftHold: retention.liftHold,
    runRetention: retention.runRetention,
  });
}
