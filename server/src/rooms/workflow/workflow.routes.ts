import { workflowEndpoints } from '@huiting/contracts/workflow';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { WorkflowUseCases } from './workflow.service.ts';

export function workflowRoutes(service: WorkflowUseCases): Routes {
  return routes(workflowEndpoints, {
    listAlerts: service.listAlerts,
    listScopeAlerts: service.listScopeAlerts,
    claimAlert: service.claimAlert,
    resolveAlert: service.resolveAlert,
  });
}
