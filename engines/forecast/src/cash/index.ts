export { amountsFromErrors, netNeed, type Amounts } from './amount-distribution.ts';
export { cashNeeds, type CashNeed, type CashNeedsInput } from './cash-needs.ts';
export { cashOutlook, type CashDay, type CashOutlookInput } from './cash-outlook.ts';
export {
  planOrders,
  type CashCosts,
  type OrderPlan,
  type OrderPlanInput,
  type PlannedDay,
} from './order-plan.ts';
export {
  addAmounts,
  splitOrder,
  type Denomination,
  type DenominationOrder,
  type SplitOrderInput,
} from './split-order.ts';
