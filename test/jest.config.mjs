import path from 'node:path';

const shared = {
  // Absolute: in a list of projects a relative one counts from the working folder.
  rootDir: path.join(import.meta.dirname, '..'),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2022',
        keepClassNames: true,
      },
      module: { type: 'es6' },
    }],
  },
};

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    // Pure and quick: no database, no socket.
    { ...shared, displayName: 'core', testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/architecture/**/*.spec.ts'] },
    // Crosses folders: real PostgreSQL, real sockets, a real browser.
    {
      ...shared,
      displayName: 'whole',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/architecture/'],
      globalSetup: '<rootDir>/test/support/cluster-up.mjs',
      globalTeardown: '<rootDir>/test/support/cluster-down.mjs',
    },
  ],
};
