/** The whole of the pages. */
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ApiProblem } from '../api/api-problem.ts';
import { onSignedOut } from '../api/send-request.ts';
import { readSession } from '../api/session-api.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { Notices } from '../ui/notices.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { LiveUpdatesProvider } from './live-updates.tsx';
import { replaceSession } from './replace-session.ts';
import { type Permission, SessionContext, usePermission, useSession } from './session-context.ts';
import { Shell } from './shell.tsx';

const QueuePage = lazy(async () => ({ default: (await import('../pages/queue/queue-page.tsx')).QueuePage }));
const CasePage = lazy(async () => ({ default: (await import('../pages/case/case-page.tsx')).CasePage }));
const ExaminationPage = lazy(async () => ({
  default: (await import('../pages/case/examination-page.tsx')).ExaminationPage,
}));
const RulesPage = lazy(async () => ({ default: (await import('../pages/rules/rules-page.tsx')).RulesPage }));
const PoliciesPage = lazy(async () => ({ default: (await import('../pages/rules/policies-page.tsx')).PoliciesPage }));
const HitRatesPage = lazy(async () => ({
  default: (await import('../pages/hit-rates/hit-rates-page.tsx')).HitRatesPage,
}));
const DeadlinesPage = lazy(async () => ({
  default: (await import('../pages/deadlines/deadlines-page.tsx')).DeadlinesPage,
}));
const OperationsPage = lazy(async () => ({
  default: (await import('../pages/operations/operations-page.tsx')).OperationsPage,
}));
const OperationFormPage = lazy(async () => ({
  default: (await import('../pages/operations/operation-form-page.tsx')).OperationFormPage,
}));
const OperationPage = lazy(async () => ({
  default: (await import('../pages/operations/operation-page.tsx')).OperationPage,
}));
const BatchesPage = lazy(async () => ({ default: (await import('../pages/batches/batches-page.tsx')).BatchesPage }));
const BatchPage = lazy(async () => ({ default: (await import('../pages/batches/batch-page.tsx')).BatchPage }));
const ModelsPage = lazy(async () => ({ default: (await import('../pages/models/models-page.tsx')).ModelsPage }));
const ModelPage = lazy(async () => ({ default: (await import('../pages/models/model-page.tsx')).ModelPage }));
const AuditPage = lazy(async () => ({ default: (await import('../pages/audit/audit-page.tsx')).AuditPage }));
const UsersPage = lazy(async () => ({ default: (await import('../pages/users/users-page.tsx')).UsersPage }));
const SearchPage = lazy(async () => ({ default: (await import('../pages/search/search-page.tsx')).SearchPage }));
const ConsignmentPage = lazy(async () => ({
  default: (await import('../pages/case/consignment-page.tsx')).ConsignmentPage,
}));
const LookOutsPage = lazy(async () => ({
  default: (await import('../pages/look-outs/look-outs-page.tsx')).LookOutsPage,
}));
const HoldsPage = lazy(async () => ({ default: (await import('../pages/holds/holds-page.tsx')).HoldsPage }));
const AgreementsPage = lazy(async () => ({
  default: (await import('../pages/agreements/agreements-page.tsx')).AgreementsPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../pages/settings/settings-page.tsx')).SettingsPage,
}));
const SealedPage = lazy(async () => ({ default: (await import('../pages/sealed/sealed-page.tsx')).SealedPage }));
const FrozenTargetsPage = lazy(async () => ({
  default: (await import('../pages/disclosure/frozen-targets-page.tsx')).FrozenTargetsPage,
}));
const DisclosurePage = lazy(async () => ({
  default: (await import('../pages/disclosure/disclosure-page.tsx')).DisclosurePage,
}));
const PersonsPage = lazy(async () => ({ default: (await import('../pages/persons/persons-page.tsx')).PersonsPage }));
const StartPage = lazy(async () => ({ default: (await import('../pages/start/start-page.tsx')).StartPage }));
const AccountPage = lazy(async () => ({ default: (await import('../pages/account/account-page.tsx')).AccountPage }));
const NewPasswordPage = lazy(async () => ({
  default: (await import('../pages/sign-in/new-password-page.tsx')).NewPasswordPage,
}));

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What was refused is refused again; what could not be reached may be reached.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiProblem) || error.status === 0 || error.status === 503),
    },
  },
});

function Home() {
  const { permissions } = useSession().user;
  if (permissions.includes('set-up')) return <Redirect to="/start" replace />;
  if (permissions.includes('see-queue')) return <Redirect to="/queue" replace />;
  return <Redirect to="/account" replace />;
}

function NoPage({ title }: { readonly title: string }) {
  return (
    <div className="page">
      <PageTitle title={title} />
    </div>
  );
}

/** Shows what is within to those whose role permits it; the service checks that again. */
function For({ permission, children }: { readonly permission: Permission; readonly children: ReactNode }) {
  return usePermission(permission) ? children : <NoPage title="Your role has no such page." />;
}

function Pages() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <Switch>
        <Route path="/" component={Home} />
        <Route path="/queue">
          <For permission="see-queue">
            <QueuePage />
          </For>
        </Route>
        <Route path="/cases/:caseId/examination">
          {({ caseId }) => (
            <For permission="record-examinations">
              <ExaminationPage key={caseId} caseId={Number(caseId)} />
            </For>
          )}
        </Route>
        <Route path="/cases/:caseId">
          {({ caseId }) => (
            <For permission="see-queue">
              <CasePage key={caseId} caseId={Number(caseId)} />
            </For>
          )}
        </Route>
        <Route path="/rules">
          <For permission="see-rules">
            <RulesPage />
          </For>
        </Route>
        <Route path="/policies">
          <For permission="see-rules">
            <PoliciesPage />
          </For>
        </Route>
        <Route path="/hit-rates">
          <For permission="see-selection-statistics">
            <HitRatesPage />
          </For>
        </Route>
        <Route path="/deadlines">
          <For permission="see-deadlines">
            <DeadlinesPage />
          </For>
        </Route>
        <Route path="/operations">
          <For permission="see-operations">
            <OperationsPage />
          </For>
        </Route>
        <Route path="/operations/new">
          <For permission="plan-operations">
            <OperationFormPage operationId={undefined} />
          </For>
        </Route>
        <Route path="/operations/:operationId/change">
          {({ operationId }) => (
            <For permission="plan-operations">
              <OperationFormPage operationId={Number(operationId)} />
            </For>
          )}
        </Route>
        <Route path="/operations/:operationId/:section?">
          {({ operationId, section }) => (
            <For permission="see-operations">
              <OperationPage key={operationId} operationId={Number(operationId)} section={section} />
            </For>
          )}
        </Route>
        <Route path="/batches">
          <For permission="see-batches">
            <BatchesPage />
          </For>
        </Route>
        <Route path="/batches/:batchId">
          {({ batchId }) => (
            <For permission="see-batches">
              <BatchPage batchId={Number(batchId)} />
            </For>
          )}
        </Route>
        <Route path="/models">
          <For permission="see-models">
            <ModelsPage />
          </For>
        </Route>
        <Route path="/models/:name/:version">
          {({ name, version }) => (
            <For permission="see-models">
              <ModelPage name={decodeURIComponent(name)} version={decodeURIComponent(version)} />
            </For>
          )}
        </Route>
        <Route path="/audit">
          <For permission="see-audit">
            <AuditPage />
          </For>
        </Route>
        <Route path="/users">
          <For permission="see-users">
            <UsersPage />
          </For>
        </Route>
        <Route path="/search">
          <For permission="search-consignments">
            <SearchPage />
          </For>
        </Route>
        <Route path="/consignments/:agency/:reference">
          {({ agency, reference }) => (
            <For permission="see-consignments">
              <ConsignmentPage agency={decodeURIComponent(agency)} reference={decodeURIComponent(reference)} />
            </For>
          )}
        </Route>
        <Route path="/look-outs">
          <For permission="see-look-outs">
            <LookOutsPage />
          </For>
        </Route>
        <Route path="/holds">
          <For permission="see-holds">
            <HoldsPage />
          </For>
        </Route>
        <Route path="/agreements">
          <For permission="see-agreements">
            <AgreementsPage />
          </For>
        </Route>
        <Route path="/settings/:part?">
          {({ part }) => (
            <For permission="see-operators">
              <SettingsPage part={part} />
            </For>
          )}
        </Route>
        <Route path="/sealed">
          <For permission="open-sealed">
            <SealedPage />
          </For>
        </Route>
        <Route path="/disclosure">
          <For permission="disclose-targets">
            <FrozenTargetsPage />
          </For>
        </Route>
        <Route path="/disclosure/:targetId">
          {({ targetId }) => (
            <For permission="disclose-targets">
              <DisclosurePage key={targetId} targetId={Number(targetId)} />
            </For>
          )}
        </Route>
        <Route path="/persons">
          <For permission="extract-persons">
            <PersonsPage />
          </For>
        </Route>
        <Route path="/start">
          <For permission="set-up">
            <StartPage />
          </For>
        </Route>
        <Route path="/account" component={AccountPage} />
        <Route>
          <NoPage title="There is no such page." />
        </Route>
      </Switch>
    </Suspense>
  );
}

function SessionGate() {
  const client = useQueryClient();
  const {
    data: session,
    error,
    refetch,
  } = useQuery({ queryKey: ['session'], queryFn: readSession, staleTime: 60_000 });
  useEffect(
    () =>
      onSignedOut(() => {
        if (client.getQueryData(['session']) !== null) replaceSession(client, null);
      }),
    [client],
  );
  if (session === undefined) {
    return error === null ? (
      <Loading what="who is signed in" />
    ) : (
      <Failure error={error} onRetry={() => void refetch()} />
    );
  }
  if (session === null) return <SignInPage />;
  if (session.mustChangePassword) {
    return (
      <Suspense fallback={<Loading what="the page" />}>
        <NewPasswordPage session={session} />
      </Suspense>
    );
  }
  return (
    <SessionContext value={session}>
      <LiveUpdatesProvider>
        <Shell>
          <Pages />
        </Shell>
      </LiveUpdatesProvider>
    </SessionContext>
  );
}

/** The pages, from signing in on. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Notices>
        <SessionGate />
      </Notices>
    </QueryClientProvider>
  );
}
