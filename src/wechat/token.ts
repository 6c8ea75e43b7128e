import type { Connection } from '../model/connection.ts';
import { Failure } from '../model/failure.ts';
import type { Clock } from '../model/ports.ts';
import type { Saying } from '../model/saying.ts';
import { Secret } from '../model/secret.ts';
import type { TokenCache } from '../model/token-cache.ts';
import { say } from '../words/en/wechat.ts';
import { told } from '../words/say.ts';
import type { JsonObject } from './answer.ts';

/** An access token as `stable_token` gives it. */
export interface FreshToken {
  readonly token: Secret;
  /** Seconds it stays good. */
  readonly expiresIn: number;
}

/** WeChat's answer to a call with a token it does not take. */
export interface Refusal {
  readonly errcode: number;
  /** Code, text and traces in one safe line. */
  readonly name: string | Saying;
}

/**
 * The access token of one run: asked for once, by however many callers, and kept until five minutes before its end,
 * when WeChat itself hands out the next one (WeChat docs, getStableAccessToken). It is replaced at most once after a
 * refusal: two programs that keep renewing each other's tokens would never end. A token that an earlier run left in `cache`
 * is used first; that it is refused counts for nothing, since it may have been replaced long ago.
 */
export class AccessToken {
  readonly #ask: () => Promise<FreshToken>;
  readonly #clock: Clock;
  readonly #cache: TokenCache | undefined;
  #pending: Promise<Secret> | undefined;
  #current: Secret | undefined;
  #goodUntil = 0;
  #renewed = false;
  /** What the cache gave. */
  #inherited: Secret | undefined;

  constructor(ask: () => Promise<FreshToken>, clock: Clock, cache?: TokenCache) {
    this.#ask = ask;
    this.#clock = clock;
    this.#cache = cache;
  }

  /** The token to use now. Rejects with a `Failure`. */
  async current(): Promise<Secret> {
    if (this.#current !== undefined && this.#clock.now() < this.#goodUntil) return this.#current;
    return this.#fetch();
  }

  /**
   * Another token than the refused one. Rejects with a `Failure` when there is none, or when one was refused before;
   * `refusal` is what WeChat said.
   */
  async renew(refused: Secret, refusal: Refusal): Promise<Secret> {
    const known = await (this.#pending ?? this.#current);
    if (known !== undefined && known.reveal() !== refused.reveal()) return known;
    if (this.#renewed) throw keepsBeingRefused(refusal);
    this.#renewed = refused.reveal() !== this.#inherited?.reveal();
    const fresh = await this.#fetch();
    if (fresh.reveal() === refused.reveal()) throw sameAgain(refusal);
    return fresh;
  }

  #fetch(): Promise<Secret> {
    this.#pending ??= this.#replace().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #replace(): Promise<Secret> {
    const inherited = this.#current === undefined ? await this.#inherit() : undefined;
    return inherited ?? (await this.#askAnew());
  }

  async #inherit(): Promise<Secret | undefined> {
    const kept = await this.#cache?.get();
    if (kept === undefined || kept.goodUntil - 1000 * margin <= this.#clock.now()) return undefined;
    this.#inherited = kept.token;
    return this.#use(kept.token, kept.goodUntil - 1000 * margin);
  }

  async #askAnew(): Promise<Secret> {
    const { token, expiresIn } = await this.#ask();
    const end = this.#clock.now() + 1000 * expiresIn;
    await this.#cache?.keep({ token, goodUntil: end });
    return this.#use(token, expiresIn > margin ? end - 1000 * margin : end);
  }

  #use(token: Secret, goodUntil: number): Secret {
    this.#current = token;
    this.#goodUntil = goodUntil;
    return token;
  }
}

/** Seconds. A token with less than that left is used to its end: asking again would give the same one. */
const margin = 300;

/** A team's own token server says nothing about the end: the token is looked up once and anew when WeChat refuses it. */
export async function readyToken(
  credentials: Extract<Connection['credentials'], { kind: 'access-token' }>,
): Promise<FreshToken> {
  const token = await credentials.read();
  if (!isToken(token.reveal())) {
    throw new Failure('auth', 'unusable-token', told(say('token-no-token'), say('one-plain-word')));
  }
  return { token, expiresIn: Number.POSITIVE_INFINITY };
}

/** The answer of `stable_token`. Throws a `Failure` when it holds no token. */
export function readToken({ access_token, expires_in }: JsonObject): FreshToken {
  if (!isToken(access_token)) {
    throw new Failure(
      'unreachable',
      'unusable-token',
      told(say('no-token-answered'), say('really-wechat-again')),
    );
  }
  const seconds = Number(expires_in);
  return {
    token: new Secret(access_token),
    expiresIn: seconds > 0 ? Math.min(seconds, longestLife) : unknownLife,
  };
}

/** Seconds. WeChat docs, getStableAccessToken. */
const longestLife = 7200;
/** Seconds, where the answer tells none. */
const unknownLife = 60;

/** WeChat docs, getStableAccessToken: leave room for 512 characters. */
function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,2048}$/.test(value);
}

function sameAgain({ errcode, name }: Refusal): Failure {
  const what = told(say('token-same-again', { answer: name }), say('who-made-a-token'));
  return new Failure('auth', String(errcode), what);
}

function keepsBeingRefused({ errcode, name }: Refusal): Failure {
  const what = told(say('token-refused-twice', { answer: name }), say('who-replaces-it'));
  return new Failure('auth', String(errcode), what);
}
