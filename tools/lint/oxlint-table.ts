type Setting = 'error' | 'off' | readonly ['error', ...unknown[]];
type Rules = Readonly<Record<string, Setting>>;

export const PLUGINS = ['typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'vitest', 'react', 'jsx-a11y'];

export const CATEGORIES = { correctness: 'error', suspicious: 'error', perf: 'error' };

/** Chosen one by one, beyond the categories. Each has a canary that must fail. */
export const CHOSEN: Rules = {
  'eslint/eqeqeq': 'error',
  'eslint/no-console': 'error',
  'typescript/no-implied-eval': 'error',
  'eslint/no-new-func': 'error',
  'eslint/no-param-reassign': 'error',
  'eslint/no-var': 'error',
  'eslint/prefer-const': 'error',
  'eslint/max-params': ['error', { max: 4 }],
  'eslint/max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'import/no-cycle': ['error', { ignoreTypes: false }],
  'import/no-default-export': 'error',
  'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  'typescript/no-explicit-any': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/no-unsafe-argument': 'error',
  'typescript/no-unsafe-assignment': 'error',
  'typescript/no-unsafe-call': 'error',
  'typescript/no-unsafe-member-access': 'error',
  'typescript/no-unsafe-return': 'error',
  'typescript/only-throw-error': 'error',
  'typescript/prefer-nullish-coalescing': 'error',
  'typescript/prefer-promise-reject-errors': 'error',
  'typescript/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/use-unknown-in-catch-callback-variable': 'error',
  'vitest/no-focused-tests': 'error',
};

/** Members of the categories that say nothing about this code. */
export const NOISE: Rules = {
  // One after the other is what is meant.
  'eslint/no-await-in-loop': 'off',
  // Types and values may share a name: that is how a zod schema and its type belong together.
  'eslint/no-redeclare': 'off',
  'eslint/no-underscore-dangle': 'off',
  'eslint/no-shadow': 'off',
  'import/no-named-as-default': 'off',
  'import/no-named-as-default-member': 'off',
  'import/no-unassigned-import': 'off',
  'promise/always-return': 'off',
  'react/react-in-jsx-scope': 'off',
  'unicorn/consistent-function-scoping': 'off',
  // Methods of our interfaces are functions that never look at `this`.
  'typescript/unbound-method': 'off',
  // Where JSON and rows of the database come in, a type must be asserted once.
  'typescript/no-unsafe-type-assertion': 'off',
  'eslint/no-control-regex': 'off',
  // It does not see that a callback changes the variable.
  'eslint/no-unmodified-loop-condition': 'off',
  'jsx-a11y/prefer-tag-over-role': 'off',
  'oxc/no-map-spread': 'off',
  'unicorn/no-useless-spread': 'off',
  'unicorn/prefer-set-has': 'off',
  'unicorn/require-module-specifiers': 'off',
  // A skipped test says why, and every run lists it.
  'vitest/no-disabled-tests': 'off',
  'vitest/no-conditional-expect': 'off',
  'vitest/no-conditional-tests': 'off',
  'vitest/valid-describe-callback': 'off',
  'vitest/valid-title': 'off',
  // Both say the same; vitest itself demands assertions and sees those in helpers.
  'vitest/expect-expect': 'off',
  'vitest/require-mock-type-parameters': 'off',
  'vitest/valid-expect': 'off',
};

const TESTS: Rules = {
  // `useSystem` is no hook of React.
  'react/immutability': 'off',
  'react/rules-of-hooks': 'off',
  'typescript/prefer-promise-reject-errors': 'off',
  'eslint/max-lines-per-function': 'off',
  'typescript/no-unsafe-argument': 'off',
  'typescript/no-unsafe-assignment': 'off',
  'typescript/no-unsafe-member-access': 'off',
  'typescript/no-unsafe-return': 'off',
};

/** What differs by folder. Each row is complete: of two rows that set the same rule for a file, oxlint takes the last. */
export const FOLDERS: readonly { readonly files: readonly string[]; readonly why: string; readonly rules: Rules }[] = [
  {
    why: 'answers of servers and rows of databases are looked at as they come; a describe is no function',
    files: ['**/*.test.ts', 'packages/*/test/**', '**/testing/**'],
    rules: TESTS,
  },
  {
    why: 'they write to a terminal',
    files: [
      'packages/server/src/main.ts',
      'packages/server/src/commands/**',
      'packages/server/src/**/testing/**',
      'packages/proving/src/**',
      'bench/**',
      'samples/**',
      'tools/**',
    ],
    rules: { 'eslint/no-console': 'off' },
  },
  {
    why: 'plain JavaScript is not typed, and may end the process',
    files: ['tools/**/*.mjs', 'packages/console/src/**/*.js', 'packages/proving/src/**/*.js'],
    rules: {
      'typescript/no-unsafe-argument': 'off',
      'typescript/no-unsafe-assignment': 'off',
      'typescript/no-unsafe-call': 'off',
      'typescript/no-unsafe-member-access': 'off',
      'typescript/no-unsafe-return': 'off',
      'typescript/prefer-nullish-coalescing': 'off',
      'typescript/require-array-sort-compare': 'off',
      'typescript/restrict-template-expressions': 'off',
    },
  },
  {
    why: 'the router redirects by a thrown value',
    files: ['packages/console/src/routing/**'],
    rules: { 'typescript/only-throw-error': 'off' },
  },
  {
    why: 'their reader takes the default export',
    files: [
      '*.config.ts',
      'packages/*/*.config.ts',
      'packages/{server/test/ground,console/test}/global-setup.ts',
      'packages/proving/scenarios/**',
    ],
    rules: { 'import/no-default-export': 'off' },
  },
];
