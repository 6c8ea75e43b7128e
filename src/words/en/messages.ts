import { sayer } from '../say.ts';

/** What is said when messages are rendered, sent and understood, in English. */
export const messageSentences = {
  'unknown-template': ({ name }: { name: string }) => `There is no template "${name}".`,
  'there-are': ({ names }: { names: readonly string[] }) => `There are: ${names.join(', ')}.`,
  'no-templates': () => 'The config has no `templates:`.',
  'template-not-filled-in': ({ name }: { name: string }) => `The template ${name} can't be filled in.`,
  'unknown-speaker': ({ name }: { name: string }) => `There is no account "${name}" here.`,
  'unknown-account-in-config': ({ name }: { name: string }) =>
    `There is no account "${name}" in this config.`,
  'make-account-id': () =>
    'Make the id with accountId(name, wechatId), of an account of the same configuration.',
  'no-openid': () => 'What was given as the customer to write to is not an OpenID.',
  'give-openid': () => "Give the customer's OpenID alone: 1 to 64 letters, digits, - and _.",
  'no-account-name': ({ name }: { name: string }) => `"${name}" is not the name of a kf account.`,
  'account-name-form': () => 'It has 1 to 10 letters, digits or _.',
  'no-wechat-id': ({ name }: { name: string }) => `"${name}" is not a WeChat ID.`,
  'wechat-id-form': () => 'It has 1 to 30 letters, digits, - or _, without "@".',
  'push-encrypted': () => 'This push is encrypted: it holds <Encrypt> and no message.',
  'decrypt-first': () =>
    'Decrypt it first, with the EncodingAESKey of the account (安全模式), and pass the XML that comes out.',
  'push-invalid': ({ why }: { why: string }) => `This is no push of WeChat: ${why}.`,
  'pass-body': () => 'Pass the body of the request as it came, decrypted where encryption is on.',
  'bundle-invalid': ({ path, why }: { path: string; why: string }) =>
    `This is no bundle of kefu: ${path} ${why}.`,
  'the-whole': () => 'the whole',
  'write-bundle': () => 'Write it with `kefu message bundle`; schemas/bundle.schema.json describes it.',
  'push-too-long': () => 'it is too long',
  'push-with-doctype': () => 'it holds a document type or a comment',
  'push-no-xml': () => 'it is not well-formed XML',
  'push-without-root': () => 'it has no <xml> around it',
};

export const say = sayer(messageSentences);
