import { Suspense, lazy, useEffect } from 'react';

import { ErrorBoundary } from './error-boundary.jsx';
import { OrdersPage } from './pages/orders.jsx';
import { usePath } from './use-path.js';

// A file of its own, fetched when somebody goes there: maybe long after this page was opened, and after the next
// deploy. That is why the files of earlier releases stay for a while.
const AnalyticsPage = lazy(() => import('./pages/analytics.jsx'));

const PAGES = {
  '/': { name: 'Repair orders', Page: OrdersPage },
  '/analytics': { name: 'Analytics', Page: AnalyticsPage },
};

export function App() {
  const [path, go] = usePath();
  const { name, Page } = PAGES[path.replace(/(.)\/$/, '$1')] ?? { name: 'Not found', Page: NotFound };

  useEffect(() => {
    document.title = `${name} · ReviveCRM`;
  }, [name]);

  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <span className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" /> ReviveCRM
        </span>
        <nav aria-label="Pages">
          {Object.entries(PAGES).map(([to, page]) => (
            <a
              key={to}
              href={to}
              aria-current={page.name === name ? 'page' : undefined}
              onClick={follow(to, go)}
            >
              {page.name}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <h1>{name}</h1>
        <ErrorBoundary key={path}>
          <Suspense fallback={<p role="status">Loading…</p>}>
            <Page go={go} />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

/** A plain click stays in the page; with a modifier key the browser does what it always does. */
function follow(to, go) {
  return (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
}

function NotFound({ go }) {
  return (
    <p>
      There is no page here.{' '}
      <a href="/" onClick={follow('/', go)}>
        Back to the repair orders
      </a>
    </p>
  );
}
