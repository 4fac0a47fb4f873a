import { workflowEndpoints } from '@huiting/contracts/workflow';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { AlertRules } from './use-cases/rule-alerts.ts';
import type { createApprovalActs } from './use-cases/decide-approval.ts';
import type { createApprovalDefinitions } from './use-cases/define-approvals.ts';
import type { Inbox } from './use-cases/inbox.ts';
import type { createApprovalLists } from './use-cases/list-approvals.ts';
import type { WorkflowUseCases } from './workflow.service.ts';

type UseCases = WorkflowUseCases &
  AlertRules &
  ReturnType<typeof createApprovalActs> &
  ReturnType<typeof createApprovalDefinitions> &
  ReturnType<typeof createApprovalLists> &
  Inbox;

export function workflowRoutes(service: UseCases): Routes {
  return routes(workflowEndpoints, {
    listAlerts: service.listAlerts,
    listScopeAlerts: service.listScopeAlerts,
    listSecurityAlerts: service.listSecurityAlerts,
    resolveSecurityAlert: service.resolveSecurityAlert,
    claimAlert: service.claimAlert,
    resolveAlert: service.resolveAlert,
    listApprovalDefinitions: service.listApprovalDefinitions,
    listApprovalVersions: service.listApprovalVersions,
    publishApprovalDefinition: service.publishApprovalDefinition,
    listApprovals: service.listApprovals,
    listMyApplications: service.listMyApplications,
    getApproval: service.getApproval,
    decideApproval: service.decideApproval,
    withdrawApproval: service.withdrawApproval,
    listAlertRules: service.listAlertRules,
    listAlertRuleVersions: service.listAlertRuleVersions,
    publishAlertRule: service.publishAlertRule,
    listTodos: service.listTodos,
    listMessages: service.listMessages,
    readMessages: service.readMessages,
  });
}
