import { asDatabaseUrl } from './database-url.ts';
import { asOidcIssuers } from './oidc-issuers.ts';
import {
  asChoice,
  asInteger,
  asMailbox,
  asNetworks,
  asOrigin,
  asOutboundTargets,
  asPort,
  asSeconds,
  asServerUrl,
  asSmtpUrl,
  asText,
  asWebUrl,
  asWorkspace,
  optional,
} from './parsers.ts';
import { setting } from './setting.ts';

/** Every setting, once. Also given as a flag: HOLDFAST_HTTP_PORT is `--http-port`. */
export const SETTINGS = {
  HOLDFAST_DATA: setting({
    default: 'holdfast-data',
    means: 'The folder that holds everything Holdfast keeps. One process at a time.',
    parse: asText,
  }),
  HOLDFAST_HOST: setting({
    default: '127.0.0.1',
    means:
      'The address to listen on. 0.0.0.0 or :: for every one. Of a name with several the first is taken, IPv4 before IPv6.',
    parse: asText,
  }),
  HOLDFAST_HTTP_PORT: setting({
    default: '4400',
    means: 'The port of the API and the console. 0 takes any free one.',
    parse: asPort,
  }),
  HOLDFAST_OTLP_HTTP_PORT: setting({
    default: '4318',
    means: 'The port for spans over HTTP, beside the first one, which takes them as well. 0 takes any free one.',
    parse: asPort,
  }),
  HOLDFAST_OTLP_GRPC_PORT: setting({
    default: '4317',
    means: 'The port for spans over gRPC. 0 takes any free one.',
    parse: asPort,
  }),
  HOLDFAST_OTLP_REQUEST_BYTES: setting({
    default: '67108864',
    means:
      'The most bytes of one request with spans, counted without compression. The sender of a larger one is answered 413.',
    parse: asInteger(65_536, 201_326_592),
  }),
  HOLDFAST_OTLP_SPAN_BYTES: setting({
    default: '16777216',
    means: 'The most bytes of one span. A larger one is rejected by name, and what came with it is stored.',
    parse: asInteger(1024, 201_326_592),
  }),
  HOLDFAST_OTLP_IN_FLIGHT_BYTES: setting({
    default: '268435456',
    means:
      'The most bytes of requests with spans that are held at once, half of it for one workspace. What is beyond is answered 503, to be sent again. At least twice HOLDFAST_OTLP_REQUEST_BYTES.',
    parse: asInteger(131_072, 9_999_999_999),
  }),
  HOLDFAST_PUBLIC_URL: setting({
    default: '',
    means:
      'Where people reach Holdfast, without a path. https:// adds Strict-Transport-Security; /openapi.json names it; its host is one that /metrics believes.',
    parse: optional(asOrigin),
  }),
  HOLDFAST_TRUSTED_PROXIES: setting({
    default: '',
    means:
      'Addresses and networks of proxies whose X-Forwarded-For is believed, separated by commas. Empty: nobody\u2019s.',
    parse: asNetworks,
  }),
  HOLDFAST_DATABASE_URL: setting({
    default: '',
    means:
      'A PostgreSQL 16 or newer to use instead of the embedded one, as the application\u2019s role, which owns nothing. User and password percent-encoded.',
    secret: true,
    parse: optional(asDatabaseUrl),
  }),
  HOLDFAST_DATABASE_OWNER_URL: setting({
    default: '',
    means:
      'The same database as the role that owns the tables. Only `migrate` needs it. User and password percent-encoded.',
    secret: true,
    parse: optional(asDatabaseUrl),
  }),
  HOLDFAST_DATABASE_CONNECTIONS: setting({
    default: '20',
    means: 'How many connections to the database are opened at most.',
    parse: asInteger(2, 500),
  }),
  HOLDFAST_DATABASE_WAIT: setting({
    default: '5',
    means: 'Seconds a request waits for a free connection before it is answered 503.',
    parse: asSeconds(0.1, 60),
  }),
  HOLDFAST_STATEMENT_TIMEOUT: setting({
    default: '15',
    means: 'Seconds a statement may run in the database.',
    parse: asSeconds(0.1, 600),
  }),
  HOLDFAST_LOCK_TIMEOUT: setting({
    default: '5',
    means: 'Seconds a statement may wait for a lock.',
    parse: asSeconds(0.1, 600),
  }),
  HOLDFAST_REDIS_URL: setting({
    default: '',
    means:
      'A Redis 6 or Valkey 7 or later that several nodes share for what may be lost. User and password percent-encoded. Empty: memory, which suffices for one node.',
    secret: true,
    parse: optional(asServerUrl('redis:', 'rediss:')),
  }),
  HOLDFAST_ROLE: setting({
    default: 'all',
    means:
      'What this node does: api answers requests, worker does jobs, all does both. A worker answers the console, health, metrics and what operators ask, so keep it out of the load balancer.',
    parse: asChoice('all', 'api', 'worker'),
  }),
  HOLDFAST_SECRET_KEY: setting({
    default: '',
    means: 'The key that encrypts secrets at rest: 32 bytes in base64. Empty: one is made and kept in the data folder.',
    secret: true,
    parse: optional(asText),
  }),
  HOLDFAST_OUTBOUND_ALLOW: setting({
    default: '',
    means:
      'Places that tools, webhooks, feeds and providers may reach although they are not public: names or networks with a port, separated by commas. Empty: none.',
    parse: asOutboundTargets,
  }),
  HOLDFAST_SMTP_URL: setting({
    default: '',
    means:
      'The mail server: smtps:// for TLS from the start, smtp:// for STARTTLS, which only a server on this machine may do without. User and password percent-encoded. Empty: no mail is sent.',
    secret: true,
    parse: optional(asSmtpUrl),
  }),
  HOLDFAST_MAIL_FROM: setting({
    default: '',
    means: 'Whom mail is from: an address, or a name and an address as in Holdfast <holdfast@example.com>.',
    parse: optional(asMailbox),
  }),
  HOLDFAST_SIGN_IN_IDLE: setting({
    default: '28800',
    means: 'Seconds after which a sign-in ends that is not used.',
    parse: asSeconds(60, 31_536_000),
  }),
  HOLDFAST_SIGN_IN_LIFETIME: setting({
    default: '604800',
    means: 'Seconds after which every sign-in ends, however much it is used.',
    parse: asSeconds(60, 31_536_000),
  }),
  HOLDFAST_OIDC_ISSUERS: setting({
    default: '',
    means:
      'OpenID Connect issuers to sign in with, separated by commas: id=https://client_id:client_secret@issuer.example/path#Name. All percent-encoded. Needs HOLDFAST_PUBLIC_URL.',
    secret: true,
    parse: asOidcIssuers,
  }),
  HOLDFAST_MODELS_CACHED_FOR: setting({
    default: '3600',
    means:
      'Seconds a list of models of a provider counts as new. An older one is answered as well, and marked, while a newer is fetched.',
    parse: asSeconds(1, 604_800),
  }),
  HOLDFAST_EMBEDDER_TIMEOUT: setting({
    default: '30',
    means:
      'Seconds that the embedder of a provider has for one answer, and a transformer of this instance for some texts. What it does not give in time is asked for again later.',
    parse: asSeconds(1, 300),
  }),
  HOLDFAST_TRANSFORMERS_FOLDER: setting({
    default: '',
    means:
      'A folder with transformers that workspaces may choose as their embedder: each in a folder of its own, with model.onnx and tokenizer.json, and beside them onnxruntime-node. What lies there is run. Empty: none.',
    parse: optional(asText),
  }),
  HOLDFAST_SEARCH_BYTES: setting({
    default: '1073741824',
    means:
      'The most bytes of memory that the search structures of all workspaces take on a node. Beyond it the workspace that was asked longest ago gives its own up, and they are built anew when it is asked. The one asked last may take more.',
    parse: asInteger(16_777_216, 1_099_511_627_776),
  }),
  HOLDFAST_TRACES_KEPT_FOR: setting({
    default: '30',
    means: 'Days for which traces and patches of workflows are kept. What older patches left stays in the state.',
    parse: asInteger(1, 36_500),
  }),
  HOLDFAST_TRACES_MOST_BYTES: setting({
    default: '0',
    means:
      'The most bytes that spans take on the disk, their index included. Beyond it the oldest go, whole files at a time. 0: only their age counts.',
    parse: asInteger(0, 999_999_999_999_999),
  }),
  HOLDFAST_IMPORT_ROWS: setting({
    default: '100000',
    means: 'The most rows of one imported file. One that has more is answered 400, and nothing of it is stored.',
    parse: asInteger(1, 1_000_000),
  }),
  HOLDFAST_IMPORT_BYTES: setting({
    default: '104857600',
    means: 'The most bytes of one imported file as it is sent. The sender of a larger one is answered 413.',
    parse: asInteger(1024, 2_147_483_647),
  }),
  HOLDFAST_IMPORT_FILES_KEPT_FOR: setting({
    default: '30',
    means: 'Days for which imported files are kept. What became of their rows stays.',
    parse: asInteger(1, 36_500),
  }),
  HOLDFAST_DELIVERIES_KEPT_FOR: setting({
    default: '3',
    means:
      'Days for which events that were told are kept, with the log of webhooks and of callbacks. Deliveries that were given up are kept for 30 days at least.',
    parse: asInteger(3, 36_500),
  }),
  HOLDFAST_DECISIONS_KEPT_FOR: setting({
    default: '0',
    means:
      'Days for which decisions are kept after they were decided, done or not, with all that was done with them. The audit trail stays. 0: always.',
    parse: asInteger(0, 36_500),
  }),
  HOLDFAST_NOTIFICATIONS_KEPT_FOR: setting({
    default: '30',
    means:
      'Days for which notifications are kept after they were read, and messages to many with their recipients after they ended. What nobody reads goes after a year.',
    parse: asInteger(1, 36_500),
  }),
  HOLDFAST_REQUEST_TIMEOUT: setting({
    default: '30',
    means: 'Seconds a request may take, unless its endpoint says otherwise.',
    parse: asSeconds(1, 600),
  }),
  HOLDFAST_LIMIT_MEMBER: setting({
    default: '12000',
    means: 'Requests a minute of one member. 0: no limit, here and in the next three.',
    parse: asInteger(0, 100_000_000),
  }),
  HOLDFAST_LIMIT_KEY: setting({
    default: '60000',
    means: 'Requests a minute with one API key.',
    parse: asInteger(0, 100_000_000),
  }),
  HOLDFAST_LIMIT_WORKSPACE: setting({
    default: '120000',
    means: 'Requests a minute of one workspace, of all its members and keys together.',
    parse: asInteger(0, 100_000_000),
  }),
  HOLDFAST_LIMIT_ADDRESS: setting({
    default: '1200',
    means:
      'Requests a minute from one address, of those who are not signed in. IPv6 counts by /64. Behind a proxy, set HOLDFAST_TRUSTED_PROXIES as well.',
    parse: asInteger(0, 100_000_000),
  }),
  HOLDFAST_DRAIN_DELAY: setting({
    default: '0',
    means: 'Seconds to keep answering after /readyz began to say draining, so that a load balancer can notice.',
    parse: asSeconds(0, 300),
  }),
  HOLDFAST_DRAIN_TIMEOUT: setting({
    default: '20',
    means: 'Seconds that requests in flight have to finish when the process is asked to stop.',
    parse: asSeconds(0.1, 600),
  }),
  HOLDFAST_LOG_LEVEL: setting({
    default: 'info',
    means: 'The least important lines to write: debug, info, warn or error.',
    parse: asChoice('debug', 'info', 'warn', 'error'),
  }),
  HOLDFAST_LOG_FORMAT: setting({
    default: 'auto',
    means: 'json, readable, or auto: readable on a terminal and JSON elsewhere.',
    parse: asChoice('auto', 'json', 'readable'),
  }),
  HOLDFAST_OTLP_EXPORT_URL: setting({
    default: '',
    means:
      'Where Holdfast sends spans of its own requests, as OTLP over HTTP. Empty: nowhere. May hold a token, so it is not shown.',
    secret: true,
    parse: optional(asWebUrl),
  }),
  HOLDFAST_OWN_TRACES_WORKSPACE: setting({
    default: '',
    means:
      'The workspace in whose traces Holdfast keeps its own requests and jobs, by its id. Empty: none. Each node that takes spans keeps its own.',
    parse: optional(asWorkspace),
  }),
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

/** The parsed value of every setting. */
export type Config = { readonly [Name in SettingName]: ReturnType<(typeof SETTINGS)[Name]['parse']> };
