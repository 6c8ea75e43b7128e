import type { Operation } from './operation.ts';

/**
 * What an errcode means for the call that got it.
 * - `success`: done
 * - `fatal`: nothing else will work either until a person does something
 * - `retry-after-waiting`: a quota; nothing happened
 * - `refresh-token`: the access token is no longer good; nothing happened
 * - `outcome-unknown`: says nothing about the effect
 * - `done-already`: what was asked for may be there already
 * - `config-fault`: a value of the YAML is not accepted
 * - `refused`: this one call was not accepted
 */
export type ErrorClass =
  | 'success'
  | 'fatal'
  | 'retry-after-waiting'
  | 'refresh-token'
  | 'outcome-unknown'
  | 'done-already'
  | 'config-fault'
  | 'refused';

/** The key of the YAML a code points to; `message` stands for a message's content. */
export type CatalogueField =
  | 'account'
  | 'nickname'
  | 'avatar'
  | 'worker'
  | 'password'
  | 'appId'
  | 'credentials'
  | 'wechatId'
  | 'message';

interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** One errcode of WeChat (WeChat docs, 全局返回码 and the error tables of each call). */
export interface CatalogueEntry {
  readonly code: number;
  /** WeChat's own errmsg, without its tails. */
  readonly name: string;
  readonly class: ErrorClass;
  readonly meaning: Bilingual;
  readonly whatToDo: Bilingual;
  readonly field?: CatalogueField;
  /** Seconds after which the same call may be sent again; absent when it makes no sense in this run. */
  readonly waitSeconds?: number;
  /** The operations whose effect may be there already when this code comes back: reading back decides. */
  readonly settles?: readonly ('add' | 'delete' | 'invite' | 'delete-media')[];
}

/** The catalogue as it is written down: each language as meaning, then what to do. */
export type WrittenEntry = Pick<CatalogueEntry, 'name' | 'class' | 'field' | 'waitSeconds' | 'settles'> & {
  readonly en: readonly [meaning: string, whatToDo: string];
  readonly zh: readonly [meaning: string, whatToDo: string];
};

/** What a code means in answer to some calls only; what it does not say is as in the code's entry. */
export type CallEntry = Pick<WrittenEntry, 'en' | 'zh'> &
  Partial<Pick<CatalogueEntry, 'class' | 'field'>> & { readonly of: readonly Operation[] };
