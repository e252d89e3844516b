/** Every route of the service. */
import type { Route } from '../define-route.ts';
import { agreementRoutes } from './agreement-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { batchRoutes } from './batch-routes.ts';
import { caseRoutes } from './case-routes.ts';
import { consignmentRoutes } from './consignment-routes.ts';
import { disclosureRoutes } from './disclosure-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { holdRoutes } from './hold-routes.ts';
import { lookOutRoutes } from './look-out-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { overlapRoutes } from './overlap-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { personRoutes } from './person-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import { sealedRoutes } from './sealed-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { stateRoutes } from './state-routes.ts';

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
  ...eventRoutes,
  ...modelRoutes,
  ...personRoutes,
  ...disclosureRoutes,
  ...auditRoutes,
];
