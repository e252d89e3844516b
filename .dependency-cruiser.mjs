/**
 * Which room may import which. A room may import itself, what is listed, and no other room.
 * docs/architecture.md has the picture; `.ci/check-boundaries.mjs` runs this and proves on planted violations that each rule bites.
 */
const everyone = ['errors', 'util'];
const pure = ['domain', 'formats', 'matching', 'synthetic', 'features', 'learners', 'models', 'ranking', 'evaluation'];

export const rooms = {
  util: [],
  domain: [...everyone],
  formats: [...everyone, 'domain'],
  synthetic: [...everyone, 'domain'],
  matching: [...everyone, 'domain'],
  features: [...everyone, 'domain', 'matching'],
  // Numeric rooms see matrices and never import the domain.
  models: [...everyone],
  learners: [...everyone, 'models'],
  evaluation: [...everyone],
  ranking: [...everyone, 'domain'],
  services: [...everyone, ...pure, 'version'],
  // Beneath the adapters: worker threads and how to talk to them.
  threads: [...everyone, 'services'],
  // Adapters know the ports and never each other.
  storage: [...everyone, 'domain', 'services', 'threads'],
  queues: [...everyone, 'services', 'threads'],
  http: [...everyone, 'domain', 'services', 'version'],
  cli: [...everyone, ...pure, 'services', 'version', 'compose', 'config'],
  // Runs in a browser: of the service it knows the shapes of its interface, and those as types.
  web: ['domain', 'http/schemas'],
};

/** Built-in modules without input and output, which pure rooms may use. */
const harmless = '^(node:)?(crypto|zlib|stream|util|buffer|path)$';

const of = (room) => `^src/${room}(/|\\.ts$)`;

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  severity: 'error',
  comment: `src/${room} may import ${allowed.join(', ') || 'no other room'}`,
  from: { path: of(room) },
  to: { path: '^src/', pathNot: [room, ...allowed].map(of) },
}));

export const forbidden = [
  ...roomRules,
  {
    name: 'only-main-composes',
    severity: 'error',
    comment: 'commands get their ports; only main asks compose for them',
    from: { path: '^src/cli/', pathNot: '^src/cli/main\\.ts$' },
    to: { path: '^src/(compose|config)\\.ts$' },
  },
  {
    name: 'adapters-know-ports-only-of-services',
    severity: 'error',
    comment: 'storage, queues and threads implement ports and call no use case',
    from: { path: '^src/(storage|queues|threads)/' },
    to: { path: '^src/services/', pathNot: '^src/services/(ports|[a-z-]+-ports)\\.ts$' },
  },
  {
    name: 'pure-rooms-have-no-io',
    severity: 'error',
    comment: 'a pure room computes; files, network, processes and threads belong to adapters',
    from: { path: `^src/(util|${pure.join('|')}|services)/` },
    to: { dependencyTypes: ['core'], pathNot: harmless },
  },
  {
    name: 'pages-take-types-of-the-interface',
    severity: 'error',
    comment: 'what checks requests stays on the server; pages know the shapes as types',
    from: { path: '^src/web/' },
    to: { path: '^src/http/', dependencyTypesNot: ['type-only'] },
  },
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-tests-in-source',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(test|benchmarks)/' },
  },
  {
    name: 'no-development-packages-in-source',
    severity: 'error',
    comment: 'pages are built with what they need',
    from: { path: '^src/', pathNot: '^src/web/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-unknown-packages-in-pages',
    severity: 'error',
    from: { path: '^src/web/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
];

export const options = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
};
