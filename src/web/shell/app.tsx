/** The whole of the pages. */
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ApiProblem } from '../api/api-problem.ts';
import { onSignedOut } from '../api/send-request.ts';
import { readSession } from '../api/session-api.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { Notices } from '../ui/notices.tsx';
import { Empty, Failure, Loading } from '../ui/states.tsx';
import { LiveUpdatesProvider } from './live-updates.tsx';
import { replaceSession } from './replace-session.ts';
import { SessionContext, useSession } from './session-context.ts';
import { Shell } from './shell.tsx';

const QueuePage = lazy(async () => ({ default: (await import('../pages/queue/queue-page.tsx')).QueuePage }));
const CasePage = lazy(async () => ({ default: (await import('../pages/case/case-page.tsx')).CasePage }));
const ExaminationPage = lazy(async () => ({
  default: (await import('../pages/case/examination-page.tsx')).ExaminationPage,
}));
const BatchesPage = lazy(async () => ({ default: (await import('../pages/batches/batches-page.tsx')).BatchesPage }));
const BatchPage = lazy(async () => ({ default: (await import('../pages/batches/batch-page.tsx')).BatchPage }));
const ModelsPage = lazy(async () => ({ default: (await import('../pages/models/models-page.tsx')).ModelsPage }));
const ModelPage = lazy(async () => ({ default: (await import('../pages/models/model-page.tsx')).ModelPage }));
const AuditPage = lazy(async () => ({ default: (await import('../pages/audit/audit-page.tsx')).AuditPage }));
const UsersPage = lazy(async () => ({ default: (await import('../pages/users/users-page.tsx')).UsersPage }));
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

function Pages() {
  return (
    <Suspense fallback={<Loading what="the page" />}>
      <Switch>
        <Route path="/" component={Home} />
        <Route path="/queue" component={QueuePage} />
        <Route path="/cases/:caseId/examination">
          {({ caseId }) => <ExaminationPage key={caseId} caseId={Number(caseId)} />}
        </Route>
        <Route path="/cases/:caseId">{({ caseId }) => <CasePage key={caseId} caseId={Number(caseId)} />}</Route>
        <Route path="/batches" component={BatchesPage} />
        <Route path="/batches/:batchId">{({ batchId }) => <BatchPage batchId={Number(batchId)} />}</Route>
        <Route path="/models" component={ModelsPage} />
        <Route path="/models/:name/:version">
          {({ name, version }) => <ModelPage name={decodeURIComponent(name)} version={decodeURIComponent(version)} />}
        </Route>
        <Route path="/audit" component={AuditPage} />
        <Route path="/users" component={UsersPage} />
        <Route path="/start" component={StartPage} />
        <Route path="/account" component={AccountPage} />
        <Route>
          <Empty title="There is no such page." />
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
