import { isEmulatorAppId } from '../model/emulator-app-id.ts';
import { say } from '../words/en/secrets.ts';
import { told } from '../words/say.ts';
import type { Span } from './mask.ts';
import type { Fault } from './source.ts';
import { entryOf, type Tree, textOf, valueAt } from './tree.ts';
import type { ConfigWorld } from './world.ts';

const defaultEndpoint = 'https://api.weixin.qq.com';

/** The hosts WeChat documents. WeChat docs, Interface_field_description. */
const documented = new Set([
  defaultEndpoint,
  'https://api2.weixin.qq.com',
  'https://sh.api.weixin.qq.com',
  'https://sz.api.weixin.qq.com',
  'https://hk.api.weixin.qq.com',
]);

/** The server to talk to, where it was named, and what is wrong with it. */
export interface Endpoint {
  readonly url: URL;
  /** False when neither the file nor the operator named one. */
  readonly chosen: boolean;
  readonly faults: readonly Fault[];
}

/**
 * `officialAccount.endpoint`, or `KEFU_ENDPOINT`, or WeChat. YAML is other people's text in a pull request, so it may
 * name WeChat's documented hosts and loopback servers alone; the operator may name any https host.
 */
export function endpointOf(tree: Tree, env: ConfigWorld['env']): Endpoint {
  const written = valueAt(valueAt(tree, 'officialAccount'), 'endpoint');
  const named = textOf(written);
  const operator = env.KEFU_ENDPOINT || undefined;
  const fromFile =
    named === undefined || written === undefined ? undefined : endpointInFile(named, written.at);
  const fromEnv = operator === undefined ? undefined : endpointOfOperator(operator);
  const faults = [...(fromFile?.faults ?? []), ...(fromEnv?.faults ?? [])];
  if (written && fromFile?.url && fromEnv?.url && fromFile.url.origin !== fromEnv.url.origin) {
    faults.push(conflict(written.at, fromEnv.url));
  }
  const url = fromFile?.url ?? fromEnv?.url;
  return {
    url: url ?? new URL(defaultEndpoint),
    chosen: fromFile !== undefined || fromEnv !== undefined,
    faults,
  };
}

/** Whether requests to it stay on this machine. */
function isLoopback(url: URL): boolean {
  return (
    url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname)
  );
}

interface Reading {
  readonly url?: URL;
  readonly faults: readonly Fault[];
}

/** `endpoint-form`, `endpoint-not-allowed`: see {@link endpointOf}. */
function endpointInFile(text: string, at: Span): Reading {
  const url = originOf(text);
  if (url === undefined) return { faults: [{ ...malformed('`endpoint`'), at, covers: [at] }] };
  if (isLoopback(url) || documented.has(url.origin)) return { url, faults: [] };
  if (documented.has(`https://${url.host}`))
    return { faults: [{ ...plainHttp('`endpoint`'), at, covers: [at] }] };
  return {
    faults: [
      {
        severity: 'error',
        code: 'endpoint-not-allowed',
        ...told(say('endpoint-not-allowed'), say('set-kefu-endpoint')),
        at,
        covers: [at],
      },
    ],
  };
}

function endpointOfOperator(text: string): Reading {
  const url = originOf(text);
  if (url === undefined) return { faults: [malformed('KEFU_ENDPOINT')] };
  if (url.protocol === 'http:' && !isLoopback(url)) return { faults: [plainHttp('KEFU_ENDPOINT')] };
  return { url, faults: [] };
}

/** An http(s) URL with nothing but scheme, host and port. */
function originOf(text: string): URL | undefined {
  if (!/^https?:\/\/[^/?#@\\\s]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function malformed(name: string): Fault {
  return {
    severity: 'error',
    code: 'endpoint-form',
    ...told(say('endpoint-form', { name }), say('write-origin')),
  };
}

function plainHttp(name: string): Fault {
  return {
    severity: 'error',
    code: 'endpoint-form',
    ...told(say('endpoint-http', { name }), say('write-https')),
  };
}

function conflict(at: Span, operator: URL): Fault {
  return {
    severity: 'error',
    code: 'endpoint-conflict',
    ...told(say('endpoint-conflict', { origin: operator.origin }), say('remove-or-equal')),
    at,
  };
}

/**
 * `emulator-app-id`: WeChat gives no such AppID, so a request with it can only be meant for `kefu emulator`. Nothing is
 * said of where requests would go while the server that was named is none.
 */
export function emulatorFaults(tree: Tree, endpoint: Endpoint): Fault[] {
  if (endpoint.faults.length > 0) return [];
  const appId = entryOf(valueAt(tree, 'officialAccount'), 'appId')?.value;
  if (appId === undefined || !isEmulatorAppId(textOf(appId) ?? '') || isLoopback(endpoint.url)) return [];
  return [
    {
      severity: 'error',
      code: 'emulator-app-id',
      ...told(say('emulator-app-id', { origin: endpoint.url.origin }), say('start-emulator')),
      at: appId.at,
    },
  ];
}
