import type { Environment } from './environment.js';

/** The origins that a tenant may reach: those of `allow`, or else of the configured servers. */
export function allowedOrigins(environment: Environment, allow?: readonly string[]): Set<string> {
  if (allow === undefined) {
    // A malformed setting allows nothing; the component says what is wrong with it.
    return new Set(configuredServers(environment).flatMap((url) => origin(url) ?? []));
  }
  return new Set(
    allow.map((url) => {
      const allowed = origin(url);
      if (allowed === undefined) {
        throw new TypeError(`allow: ${JSON.stringify(url)} is no base URL of HTTP or HTTPS`);
      }
      return allowed;
    }),
  );
}

/** Scheme, host and port of a URL; `undefined` if it is none of HTTP or HTTPS. */
export function origin(url: string): string | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : undefined;
}

const DOMAINS = new Map([
  ['china', 'dingtalk.com'],
  ['international', 'dingtalk.io'],
]);

function configuredServers(environment: Environment): string[] {
  // A variable that is set to nothing counts as unset.
  const { DINGTALK_REGION, DINGTALK_OAPI_URL, DINGTALK_API_URL } = environment;
  const domain = DOMAINS.get(DINGTALK_REGION || 'china');
  const server = (name: string) => (domain === undefined ? [] : [`https://${name}.${domain}`]);
  return [
    ...(DINGTALK_OAPI_URL ? [DINGTALK_OAPI_URL] : server('oapi')),
    ...(DINGTALK_API_URL ? [DINGTALK_API_URL] : server('api')),
  ];
}
