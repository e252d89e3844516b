/** The pages: how fast, how large, and how accessible: `npm run bench:web`. */
import { launchChromium } from '../../test/support/launch-chromium.ts';
import { MockService } from '../../test/web/support/mock-service.ts';
import { startMockServer } from '../../test/web/support/start-mock-server.ts';
import type { BenchOutcome } from '../shared/bench.ts';
import { median } from '../shared/median.ts';
import { runBench } from '../shared/run-bench.ts';
import { gzipBytes, pagesFolder } from './built-pages.ts';
import { countViolations } from './count-violations.ts';
import { measureFirstPage } from './measure-first-page.ts';
import { measureScrolling } from './measure-scrolling.ts';

const queueRows = 10_000;
const firstPageRuns = 7;
const findingsShown = 10;
const longTaskMs = 50;

await runBench({ name: 'web', title: 'Pages', measure });

function longest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

async function measure(tell: (text: string) => void): Promise<BenchOutcome> {
  const server = await startMockServer(new MockService(queueRows), pagesFolder);
  const browser = await launchChromium();
  try {
    const firstPages = await measureFirstPage(browser, server.url, firstPageRuns);
    tell(`the queue opened ${firstPages.length} times`);
    const scrolling = await measureScrolling(browser, server.url, queueRows);
    tell(`${queueRows} rows scrolled`);
    const violations = await countViolations(browser, server.url);
    tell(`axe has looked at ${violations.looked} pages`);
    return {
      rows: [
        { name: 'first useful page, median', value: median(firstPages), unit: 's', goal: '<= 1.5' },
        { name: 'first useful page, slowest', value: Math.max(...firstPages), unit: 's' },
        {
          name: 'tasks over 50 ms while scrolling 10,000 rows',
          value: scrolling.tasks.filter(({ ms }) => ms > longTaskMs).length,
          unit: 'tasks',
          goal: '== 0',
        },
        { name: 'longest task, on the clock', value: longest(scrolling.tasks.map(({ ms }) => ms)), unit: 'ms' },
        {
          name: 'longest task, on the processor',
          value: longest(scrolling.tasks.map(({ processorMs }) => processorMs)),
          unit: 'ms',
          goal: `<= ${longTaskMs}`,
        },
        { name: 'tasks while scrolling', value: scrolling.tasks.length, unit: 'tasks' },
        { name: 'scrolling there and half the way back', value: scrolling.seconds, unit: 's' },
        { name: 'script of all pages, gzip', value: gzipBytes('.js') / 1000, unit: 'kB', goal: '<= 350' },
        { name: 'styles of all pages, gzip', value: gzipBytes('.css') / 1000, unit: 'kB' },
        { name: 'findings of axe on all pages', value: violations.findings.length, unit: 'findings', goal: '== 0' },
        { name: 'pages that axe looked at', value: violations.looked, unit: 'pages' },
      ],
      versions: { chromium: browser.version() },
      notes: [
        'Headless Chromium without a graphics processor, on the same machine as an invented service (test/web/support/), which answers at once: what is measured is the pages. `bench:api` measures the service.',
        `First useful page: from asking for /queue, signed in, with an empty cache and a browser context of its own, until the first rows of ${queueRows} are there.`,
        'Scrolling: by the wheel, 900 px at a time, from the first row to the last, with every further page of rows that is loaded on the way, and half the way back. Tasks are those of the main thread, by a trace of Chromium. On the clock they contain what they waited for a processor, which says more of the machine than of the pages where others use it; on the processor they do not.',
        'axe looks at every page in light and dark, 1440 and 375 px wide, with the dialogs of keys and decision open and the banner of an outage where there is one.',
        ...violations.findings.slice(0, findingsShown).map((finding) => `Finding: ${finding}`),
      ],
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
