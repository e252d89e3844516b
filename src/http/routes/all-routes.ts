/** Every route of the service. */
import type { Route } from '../define-route.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { batchRoutes } from './batch-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { consignmentRoutes } from './consignment-routes.ts';
import { deadlineRoutes } from './deadline-routes.ts';
import { disclosureRoutes } from './disclosure-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { lookOutRoutes } from './look-out-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { operationListRoutes } from './operation-list-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { overlapRoutes } from './overlap-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { personRoutes } from './person-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { sealedRoutes } from './sealed-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { stateRoutes } from './state-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';

/** All routes, area by area. */
export const allRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...peopleRoutes,
  ...stateRoutes,
  ...setupRoutes,
  ...batchRoutes,
  ...consignmentRoutes,
  ...lookOutRoutes,
  ...agreementRoutes,
  ...overlapRoutes,
  ...queueRoutes,
  ...caseRoutes,
  ...holdRoutes,
  ...sealedRoutes,
  ...ruleRoutes,
  ...policyRoutes,
  ...statisticsRoutes,
  ...deadlineRoutes,
  ...eventRoutes,
  ...modelRoutes,
  ...personRoutes,
  ...operationRoutes,
  ...operationListRoutes,
  ...disclosureRoutes,
  ...exportRoutes,
  ...auditRoutes,
];
