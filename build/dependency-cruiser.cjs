/**
 * Who may import what (docs/architecture.md). Each room lists what it may reach; everything else is refused. Types count: a
 * type that is imported is a seam too.
 */
const path = {
  shared: '^shared/',
  host: '^electron/host/',
  practice: '^electron/practice/',
  /** What both shells are made of. */
  shell: '^electron/(shell/|options\\.ts$)',
  main: '^electron/main(/|\\.ts$)',
  browser: '^electron/browser(/|\\.ts$)',
  engine: '^renderer/engine/',
  engineApi: '^renderer/engine/api\\.ts$',
  ui: '^renderer/(ui/|main\\.tsx$)',
  /** The worker that reads codes from pictures. */
  decoder: '^renderer/ui/camera/decoder/',
  page: '^renderer/(ui/.+|main\\.tsx$|virtual\\.d\\.ts$)',
};

const packages = {
  // Pure functions that the badge's layout draws with: uqr and bwip-js from a text to the squares and bars of a code, hyphen from
  // a word to where it may be broken.
  shared: ['zod', 'uqr', 'bwip-js', 'hyphen'],
  host: ['zod', 'hono', 'undici', 'multicast-dns', 'pdfkit', 'fontkit', '@resvg/resvg-wasm', 'uqr', 'p-limit'],
  practice: ['zod', 'fastify', 'fastify-type-provider-zod'],
  shell: ['zod', 'js-yaml'],
  main: ['zod', 'electron', 'electron-updater'],
  browser: ['zod', '@hono/node-server', 'open'],
  engine: ['zod', 'dexie', 'comlink'],
  ui: ['zod', 'react', 'react-dom', 'react-hook-form', 'react-i18next', 'i18next', 'zustand', 'comlink', 'zxing-wasm'],
  decoder: ['comlink', 'zxing-wasm'],
};

/** A room with the rooms and packages that it may reach. */
function room(name, from, rooms, { node }) {
  const npm = packages[name].map((wanted) => `(^|/)node_modules/(@types/)?${wanted.replace('/', '\\/')}/`);
  // A package that is not installed, a virtual module of the build, or the address of a file is seen under its bare name.
  const bare = packages[name].flatMap((wanted) => [`^${wanted}$`, `^${wanted}/.+[?]url$`]);
  return {
    name: `${name}-may-import`,
    comment: 'See the table "who may import what" in docs/architecture.md.',
    severity: 'error',
    from: { path: from },
    to: {
      pathNot: [...rooms, ...npm, ...bare, '^virtual:'],
      ...(node ? { dependencyTypesNot: ['core'] } : {}),
    },
  };
}

module.exports = {
  forbidden: [
    room('shared', path.shared, [path.shared], { node: false }),
    room('host', path.host, [path.host, path.shared], { node: true }),
    room('practice', path.practice, [path.practice, path.shared], { node: true }),
    room('shell', path.shell, [path.shell, path.host, path.shared], { node: true }),
    room('main', path.main, [path.main, path.shell, path.host, path.shared], { node: true }),
    room('browser', path.browser, [path.browser, path.shell, path.host, path.shared], { node: true }),
    room('engine', path.engine, [path.engine, path.shared, '^renderer/virtual\\.d\\.ts$'], { node: false }),
    room('ui', path.ui, [path.page, '^renderer/.+\\.css$', path.engineApi, path.shared], { node: false }),
    room('decoder', path.decoder, [path.decoder], { node: false }),
    {
      name: 'decoder-alone',
      comment:
        'Only the worker that reads codes has the decoder: WASM is for its response alone (electron/shell/policy.ts).',
      severity: 'error',
      from: { pathNot: path.decoder },
      to: { path: '(^|/)zxing-wasm(/|$)' },
    },
    {
      name: 'no-circle',
      comment: 'Files that need each other are one file, or one of them holds something that belongs in a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\.wasm\\?url$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
    moduleSystems: ['es6'],
  },
};
