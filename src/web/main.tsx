/** Start of the pages in a browser. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import { applyTheme } from './shell/apply-theme.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/queue.css';
import './styles/pages.css';

// After an upgrade the parts of the old pages are gone; the new ones are one loading away.
window.addEventListener('vite:preloadError', () => window.location.reload());
applyTheme();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
