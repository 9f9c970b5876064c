/** Fields that may hold a secret, wherever in a line they stand. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'set_cookie',
  'password',
  'secret',
  'secret_key',
  'token',
  'auth_token',
  'api_key',
  'key',
  'code',
  'recovery_code',
  'connection_string',
  'database_url',
] as const;

// `code` is also the name of an error's code, which is no secret, so it is hidden one level down only, as in a request's body
const AT_THE_TOP = SECRET_FIELDS.filter((field) => field !== 'code');

export const REDACTED_PATHS: string[] = [
  ...AT_THE_TOP,
  ...SECRET_FIELDS.flatMap((field) => [`body.${field}`, `headers.${field}`, `*.*.${field}`]),
  ...AT_THE_TOP.map((field) => `*.${field}`),
];
