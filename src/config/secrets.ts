import { isAppSecret } from '../model/app-secret.ts';
import type { Credentials } from '../model/connection.ts';
import { Failure } from '../model/failure.ts';
import type { Secret } from '../model/secret.ts';
import { say } from '../words/en/secrets.ts';
import { told } from '../words/say.ts';
import { whyNoAppSecret } from './app-secret-look.ts';
import type { FoldersByPlace } from './folders-by-place.ts';
import type { Span } from './mask.ts';
import type { AllowedFolders } from './open-file.ts';
import { lookUp, referenceIn, type SecretReference } from './secret-references.ts';
import type { Fault } from './source.ts';
import { entriesOf, entryOf, type Tree, valueAt } from './tree.ts';
import type { ConfigWorld } from './world.ts';

/** The secrets of a configuration, looked up. */
export interface Secrets {
  readonly credentials?: Credentials;
  /** By account name. */
  readonly passwords: ReadonlyMap<string, Secret>;
  readonly faults: readonly Fault[];
}

/**
 * Looks up every secret the configuration refers to. `known` are the faults found so far: a reference that has one is
 * left alone, and programs are only run when there is none at all. Nothing should happen on behalf of a file that
 * can't be used anyway.
 */
export async function lookUpSecrets(
  tree: Tree,
  folders: FoldersByPlace,
  world: ConfigWorld,
  known: readonly Fault[],
): Promise<Secrets> {
  const errors = known.filter(({ severity }) => severity === 'error');
  const faults: Fault[] = [];
  const credentials = await credentialsOf(valueAt(tree, 'officialAccount'));
  const passwords = new Map<string, Secret>();
  for (const { key, value } of entriesOf(valueAt(tree, 'accounts'))) {
    const password = await find(valueAt(value, 'password'));
    if (password !== undefined) passwords.set(key, password);
    if (password !== undefined && !isMd5(password)) faults.push(notMd5(valueAt(value, 'password')));
  }
  return { ...(credentials && { credentials }), passwords, faults };

  async function credentialsOf(officialAccount: Tree | undefined): Promise<Credentials | undefined> {
    const written = entryOf(officialAccount, 'credentials');
    if (written === undefined) {
      if (officialAccount) faults.push(noCredentials(officialAccount));
      return undefined;
    }
    const appSecret = valueAt(written.value, 'appSecret');
    const secret = await find(appSecret);
    if (secret !== undefined && isAppSecret(secret.reveal()))
      return { kind: 'app-secret', appSecret: secret };
    if (secret !== undefined) faults.push(noAppSecret(secret, appSecret));
    const accessToken = valueAt(written.value, 'accessToken');
    const reference = referenceIn(accessToken);
    if (reference === undefined || (await find(accessToken)) === undefined) return undefined;
    return {
      kind: 'access-token',
      read: () => readToken(reference, folders(accessToken?.at ?? written.value.at), world),
    };
  }

  function isFaulty({ start, end }: Span): boolean {
    return errors.some(({ at }) => at !== undefined && start <= at.start && at.start < end);
  }

  async function find(value: Tree | undefined): Promise<Secret | undefined> {
    const reference = referenceIn(value);
    if (value === undefined || reference === undefined) return undefined;
    const { at } = entriesOf(value)[0]?.value ?? value;
    if (isFaulty(value.at) || (reference.kind === 'command' && errors.length > 0)) return undefined;
    const reading = await lookUp(reference, folders(at), world);
    if (reading.ok) return reading.secret;
    const { code, message, hint } = reading.fault;
    faults.push({ severity: 'error', code, ...told(message, hint), at });
    return undefined;
  }
}

/** Anew each time: a token server's answer changes while kefu runs. */
async function readToken(
  reference: SecretReference,
  folders: AllowedFolders,
  world: ConfigWorld,
): Promise<Secret> {
  const reading = await lookUp(reference, folders, world);
  if (reading.ok) return reading.secret;
  const { code, message, hint } = reading.fault;
  throw new Failure('config', code, told(say('no-token', { why: message }), hint));
}

function noCredentials(officialAccount: Tree): Fault {
  const appId = entryOf(officialAccount, 'appId');
  return {
    severity: 'error',
    code: 'credentials-missing',
    ...told(say('no-credentials'), say('add-credentials')),
    at: appId?.keyAt ?? officialAccount.at,
  };
}

/** `app-secret-form`: what can't be one is never sent: it may be another secret. */
function noAppSecret(secret: Secret, written: Tree | undefined): Fault {
  const place = entriesOf(written)[0]?.value ?? written;
  return {
    severity: 'error',
    code: 'app-secret-form',
    ...told(say('no-app-secret', { why: whyNoAppSecret(secret.reveal()) }), say('put-app-secret')),
    ...(place && { at: place.at }),
  };
}

function isMd5(password: Secret): boolean {
  return /^[0-9a-f]{32}$/i.test(password.reveal());
}

/** `password-not-md5`: WeChat's older docs (2014 to 2019) want the MD5 of the password in hexadecimal. */
function notMd5(password: Tree | undefined): Fault {
  return {
    severity: 'warning',
    code: 'password-not-md5',
    ...told(say('password-not-md5'), say('store-md5')),
    ...(password && { at: password.at }),
  };
}
